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

import { memo } from 'react';
import {
  RiCloseLine,
  RiDownload2Line,
  RiFileCopyLine,
  RiLinkM,
} from '@remixicon/react';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatNumber, useCopy } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { LogLineRange } from './LogLineRange';
import { ToolButton } from './ToolButton';
import styles from './LogViewer.module.css';

/** Props of {@link LogSelectionBar}. */
export interface LogSelectionBarProps {
  range: LogLineRange;
  /** Where they begin, as soon as it is known. */
  byte?: number;
  hrefToLine?(line: LogLineRange): string;
  onCopy(range: LogLineRange): void;
  onDownload?(range: LogLineRange): void;
  onClear(): void;
}

function SelectionBarContent(props: LogSelectionBarProps) {
  const { range, byte, hrefToLine, onCopy, onDownload } = props;
  const { from, to } = range;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const copyText = useCopy();
  const isOne = from === to;
  const words = { line: formatNumber(from), last: formatNumber(to) };
  return (
    <div
      className={styles.selection}
      role="group"
      aria-label={t('logs.viewer.selection')}
    >
      <span className={styles.selected}>
        {isOne
          ? t('logs.viewer.selectedLine', words)
          : t('logs.viewer.selectedLines', {
              ...words,
              number: formatNumber(to - from + 1),
            })}
      </span>
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiFileCopyLine />}
        onPress={() => onCopy(range)}
      >
        {t('logs.viewer.copy')}
      </Button>
      {hrefToLine && (
        <ToolButton
          label={
            isOne
              ? t('logs.viewer.copyLink', words)
              : t('logs.viewer.copyLinkRange', words)
          }
          icon={<RiLinkM />}
          onPress={() =>
            copyText(
              new URL(hrefToLine({ ...range, byte }), window.location.href)
                .href,
              t('logs.viewer.linkCopied'),
            )
          }
        />
      )}
      {onDownload && (
        <ToolButton
          label={t('logs.viewer.downloadLines')}
          icon={<RiDownload2Line />}
          onPress={() => onDownload(range)}
        />
      )}
      <ToolButton
        label={isOne ? t('logs.viewer.clearLine') : t('logs.viewer.clearLines')}
        icon={<RiCloseLine />}
        onPress={props.onClear}
      />
    </div>
  );
}

/** What can be done with the marked lines. */
export const LogSelectionBar = memo(SelectionBarContent);
