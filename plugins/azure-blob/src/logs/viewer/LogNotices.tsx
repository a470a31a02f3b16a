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

import { ReactNode } from 'react';
import { Button, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobLog } from 'backstage-plugin-azure-blob-common';
import { describeProblem } from '../../diagnosis';
import { azureBlobTranslationRef } from '../../translation';
import { LogLive } from './useLogLive';
import styles from './LogViewer.module.css';

/** Props of {@link LogNotices}. */
export interface LogNoticesProps {
  log: AzureBlobLog;
  live: LogLive;
  /** Why lines cannot be read. */
  error: unknown;
  onRetry(): void;
  onReload(): void;
  onVersion?(version: string): void;
  renderError(error: unknown, onRetry: () => void): ReactNode;
}

/** Says what has become of a log meanwhile; what was read stays below. */
export function LogNotices(props: LogNoticesProps) {
  const { log, live, error, onVersion, onReload } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const code = error ? describeProblem(error).code : undefined;
  const isGone = live.end === 'gone' || code === 'BlobNotFound';
  const isReplaced = Boolean(live.reset) || code === 'BlobChanged';
  const { version } = log;
  if (isGone || isReplaced) {
    return (
      <div className={styles.banner} role="alert">
        <Text>
          {isGone ? t('logs.viewer.gone') : t('logs.viewer.replaced')}
        </Text>
        <span className={styles.group}>
          {version !== undefined && onVersion && (
            <Button
              size="small"
              variant="secondary"
              onPress={() => onVersion(version)}
            >
              {t('logs.viewer.openVersion')}
            </Button>
          )}
          {!isGone && (
            <Button size="small" variant="secondary" onPress={onReload}>
              {t('logs.viewer.loadNew')}
            </Button>
          )}
        </span>
      </div>
    );
  }
  const problem = error ?? live.error;
  return problem ? (
    <div className={styles.banner}>
      {props.renderError(problem, error ? props.onRetry : onReload)}
    </div>
  ) : null;
}
