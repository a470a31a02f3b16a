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

import { useState } from 'react';
import { RiFileWarningLine } from '@remixicon/react';
import { Box, Button, Skeleton, VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FrontNoticeProvider, Notice } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { useLog } from '../source';
import { LogDocument } from './LogDocument';
import { LogLineRange } from './LogLineRange';
import { LogProblem } from './LogProblem';
import { LogViewerProps } from './LogViewerProps';
import styles from './LogViewer.module.css';

/**
 * Shows a log of any length: the lines in sight are read when they come into
 * sight, and nothing else is.
 */
export function LogViewer(props: LogViewerProps) {
  const { source, renderError = renderProblem } = props;
  const [attempt, setAttempt] = useState(0);
  const [isShownAnyway, setShownAnyway] = useState(false);
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [line, setLine] = useOwn<LogLineRange>(props.line, props.onLine);
  const [query, setQuery] = useOwn(props.query, props.onQuery);
  const hint =
    line?.byte === undefined ? undefined : { line: line.from, byte: line.byte };
  const { log, opening, error } = useLog(source, attempt, hint);
  const reload = () => setAttempt(count => count + 1);

  if (error) {
    return <>{renderError(error, reload)}</>;
  }
  const opensAnywhere = log && log.size > 0 && !log.compression;
  const isReady =
    log && (log.index.state === 'ready' || opening || !opensAnywhere);
  if (!isReady) {
    return <LogPlaceholder />;
  }
  if (log.isBinary && !isShownAnyway) {
    return (
      <Notice
        icon={<RiFileWarningLine />}
        title={t('logs.viewer.binary.title')}
        actions={
          <>
            <Button variant="secondary" onPress={() => setShownAnyway(true)}>
              {t('logs.viewer.binary.show')}
            </Button>
            {props.actions}
          </>
        }
      >
        {t('logs.viewer.binary.description')}
      </Notice>
    );
  }
  return (
    <FrontNoticeProvider>
      <LogDocument
        key={`${source.key} ${attempt}`}
        {...props}
        log={log}
        opening={opening}
        line={line}
        onLine={setLine}
        query={query}
        onQuery={setQuery}
        onReload={reload}
        renderError={renderError}
      />
    </FrontNoticeProvider>
  );
}

function renderProblem(error: unknown, onRetry: () => void) {
  return <LogProblem error={error} onRetry={onRetry} />;
}

/** Keeps a value that nobody else keeps. */
function useOwn<T>(
  given: T | undefined,
  onChange: ((value: T | undefined) => void) | undefined,
): [T | undefined, (value: T | undefined) => void] {
  const [own, setOwn] = useState(given);
  return onChange ? [given, onChange] : [own, setOwn];
}

function LogPlaceholder() {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return (
    <Box bg="neutral" className={styles.viewer} aria-busy>
      <VisuallyHidden role="status">{t('logs.viewer.loading')}</VisuallyHidden>
      <div className={styles.controls}>
        <div className={styles.toolbar}>
          <Skeleton width="40%" height={32} />
        </div>
        <div className={styles.toolbar}>
          <Skeleton width="50%" height={32} />
        </div>
      </div>
      <div className={styles.placeholder} aria-hidden>
        {['72%', '55%', '80%', '64%', '38%', '70%'].map(width => (
          <Skeleton key={width} width={width} height={14} />
        ))}
      </div>
    </Box>
  );
}
