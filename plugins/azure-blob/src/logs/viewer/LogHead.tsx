/*
 * Copyright 2026 The Azure Blob for Backstage Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { memo, ReactNode } from 'react';
import {
  RiArrowDownLine,
  RiArrowUpLine,
  RiErrorWarningLine,
} from '@remixicon/react';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobLog } from 'backstage-plugin-azure-blob-common';
import { formatBytes, formatNumber } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { LogTailState } from '../live';
import { ToolButton } from './ToolButton';
import styles from './LogViewer.module.css';

/** Props of {@link LogHead}. */
export interface LogHeadProps {
  log: AzureBlobLog;
  lines: number;
  isEstimated: boolean;
  live: LogTailState;
  notice: string;
  actions?: ReactNode;
  onNextError(): void;
  onPreviousError(): void;
}

function LogHeadContent(props: LogHeadProps) {
  const { log, live } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return (
    <div className={styles.toolbar}>
      <div className={styles.title}>
        <Text as="h3" weight="bold" truncate title={log.name}>
          {log.name}
        </Text>
        <Text color="secondary" className={styles.facts}>
          {useFacts(props)}
        </Text>
        {live !== 'off' && live !== 'ended' && (
          <span className={styles.live} data-state={live}>
            {t(`logs.viewer.live.${live}`)}
          </span>
        )}
      </div>
      <Text
        color="secondary"
        variant="body-small"
        role="status"
        className={styles.notice}
      >
        {props.notice}
      </Text>
      {log.index.errors > 0 && (
        <div className={styles.group}>
          <span className={styles.errors}>
            <RiErrorWarningLine size={16} aria-hidden />
            <span className={styles.inWords}>
              {t('logs.viewer.errors', {
                count: log.index.errors,
                formatted: formatNumber(log.index.errors),
              })}
            </span>
            <span className={styles.inShort} aria-hidden>
              {formatNumber(log.index.errors)}
            </span>
          </span>
          <ToolButton
            label={t('logs.viewer.previousError')}
            icon={<RiArrowUpLine />}
            onPress={props.onPreviousError}
          />
          <ToolButton
            label={t('logs.viewer.nextError')}
            icon={<RiArrowDownLine />}
            onPress={props.onNextError}
          />
        </div>
      )}
      <div className={styles.actions}>{props.actions}</div>
    </div>
  );
}

function useFacts({ log, lines, isEstimated }: LogHeadProps): string {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const words = { count: lines, formatted: formatNumber(lines) };
  const counted = isEstimated
    ? t('logs.viewer.aboutLines', words)
    : t('logs.viewer.lines', words);
  const isCounted = log.index.state === 'ready' || isEstimated;
  return [formatBytes(log.size), isCounted && counted, log.compression]
    .filter(Boolean)
    .join(' · ');
}

/** What log this is, and the ways to its errors. */
export const LogHead = memo(LogHeadContent);
