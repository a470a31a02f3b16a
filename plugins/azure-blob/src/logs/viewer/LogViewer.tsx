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

import { ReactNode, useState } from 'react';
import { Box, Skeleton, VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobTranslationRef } from '../../translation';
import { LogSource, useLog } from '../source';
import { LogDocument } from './LogDocument';
import styles from './LogViewer.module.css';

/** Props of {@link LogViewer}. */
export interface LogViewerProps {
  /** Has to stay the same object as long as it is the same log. */
  source: LogSource;
  /** The marked line. */
  line?: number;
  hrefToLine(line: number): string;
  onLine(line: number | undefined): void;
  /** Stands at the end of the toolbar. */
  actions?: ReactNode;
  renderError(error: unknown, onRetry: () => void): ReactNode;
}

/**
 * Shows a log of any length: the lines in sight are read when they come into
 * sight, and nothing else is.
 */
export function LogViewer(props: LogViewerProps) {
  const { source, renderError } = props;
  const [attempt, setAttempt] = useState(0);
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { log, tail, error } = useLog(source, attempt);
  const reload = () => setAttempt(count => count + 1);

  if (error) {
    return <>{renderError(error, reload)}</>;
  }
  const isReady = log && (log.index.state === 'ready' || tail);
  return isReady ? (
    <LogDocument
      key={`${source.key} ${attempt}`}
      {...props}
      log={log}
      tail={tail}
      onReload={reload}
    />
  ) : (
    <Box bg="neutral" className={styles.viewer} aria-busy>
      <VisuallyHidden role="status">{t('logs.viewer.loading')}</VisuallyHidden>
      <div className={styles.toolbar}>
        <Skeleton width="40%" height={32} />
      </div>
      <div className={styles.placeholder} aria-hidden>
        {['72%', '55%', '80%', '64%', '38%', '70%'].map(width => (
          <Skeleton key={width} width={width} height={14} />
        ))}
      </div>
    </Box>
  );
}
