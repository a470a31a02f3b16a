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

import { KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Box, Button, Text, VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobLog } from 'backstage-plugin-azure-blob-common';
import { describeProblem } from '../../diagnosis';
import { formatNumber } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { maxTopOf, topOfLine, useLogScroll, visibleLinesOf } from '../scroll';
import { LogRow } from '../source';
import { LogLines } from './LogLines';
import { LogProgress } from './LogProgress';
import { LogToolbar } from './LogToolbar';
import type { LogViewerProps } from './LogViewer';
import { useLogBlocks } from './useLogBlocks';
import { useReveal } from './useReveal';
import styles from './LogViewer.module.css';

/** Props of {@link LogDocument}. */
export interface LogDocumentProps extends LogViewerProps {
  log: AzureBlobLog;
  /** The last lines, which are shown until all lines have been counted. */
  tail?: LogRow[];
  onReload(): void;
}

/** One version of a log, with everything to find one's way in it. */
export function LogDocument(props: LogDocumentProps) {
  const { source, log, tail, line, hrefToLine, onLine } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const blocks = useLogBlocks(source, log.etag);
  const jumpInput = useRef<HTMLInputElement>(null);
  const [notice, setNotice] = useState('');
  const [announcement, setAnnouncement] = useState('');

  const counted = log.index.lines;
  const isCounted = log.index.state === 'ready';
  const isNumbered =
    isCounted || !tail || (line !== undefined && line <= counted);
  const lines = isNumbered ? counted : tail.length;
  const scroll = useLogScroll(lines, geometry =>
    line !== undefined && isNumbered && line <= lines
      ? topOfLine(geometry, line)
      : maxTopOf(geometry),
  );
  const { first, last } = visibleLinesOf(scroll.geometry, scroll.top);

  useEffect(() => {
    if (isNumbered && lines > 0) {
      blocks.show({ first, last, lines });
    }
  }, [blocks, isNumbered, first, last, lines]);

  const reveal = useReveal({
    scroll,
    line,
    isNumbered,
    announce: setAnnouncement,
  });

  const jump = (target: number) => {
    if (isCounted && target > counted) {
      setNotice(t('logs.viewer.outOfRange', { lines: formatNumber(counted) }));
      return;
    }
    setNotice(
      target > counted
        ? t('logs.viewer.notCounted', { line: formatNumber(target) })
        : '',
    );
    reveal();
    onLine(target);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
    if (event.key === 'g' && !hasModifier) {
      event.preventDefault();
      jumpInput.current?.focus();
      jumpInput.current?.select();
    }
  };

  return (
    <Box bg="neutral" className={styles.viewer}>
      <LogToolbar
        log={log}
        line={line}
        hrefToLine={hrefToLine}
        jumpInput={jumpInput}
        notice={notice}
        actions={props.actions}
        onJump={jump}
        onClearLine={() => onLine(undefined)}
        onStart={() => scroll.moveTo(0)}
        onEnd={() => scroll.moveTo(maxTopOf(scroll.geometry))}
      />
      <LogProgress log={log} />
      <VisuallyHidden role="status">{announcement}</VisuallyHidden>
      <BlocksError
        {...props}
        error={blocks.error}
        onRetry={() => blocks.retry()}
      />
      {lines === 0 ? (
        <Text as="p" className={styles.empty}>
          {t('logs.viewer.empty')}
        </Text>
      ) : (
        <LogLines
          label={t('logs.viewer.label', { name: log.name })}
          scroll={scroll}
          isNumbered={isNumbered}
          getRow={number =>
            isNumbered ? blocks.getRow(number) : tail[number - 1]
          }
          markedLine={line}
          hrefToLine={hrefToLine}
          onKeyDown={onKeyDown}
        />
      )}
    </Box>
  );
}

function BlocksError(
  props: LogDocumentProps & { error: unknown; onRetry(): void },
) {
  const { error, renderError, onRetry, onReload } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  if (!error) {
    return null;
  }
  if (describeProblem(error).code !== 'BlobChanged') {
    return <div className={styles.banner}>{renderError(error, onRetry)}</div>;
  }
  return (
    <div className={styles.banner} role="alert">
      <Text>{t('logs.viewer.replaced')}</Text>
      <Button size="medium" variant="secondary" onPress={onReload}>
        {t('logs.viewer.loadNew')}
      </Button>
    </div>
  );
}
