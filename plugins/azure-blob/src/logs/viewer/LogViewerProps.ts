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
import { AzureBlobLogQuery } from 'backstage-plugin-azure-blob-common';
import type { LogSource } from '../source';
import { LogLineRange } from './LogLineRange';

/**
 * What is looked for in a log.
 *
 * @public
 */
export interface LogViewerQuery extends AzureBlobLogQuery {
  /** Whether only the lines with hits are shown. */
  filter?: boolean;
}

/**
 * Props of {@link AzureBlobLogViewer}. All but `source` may be left out.
 *
 * @public
 */
export interface LogViewerProps {
  /** Has to stay the same object as long as it is the same log. */
  source: LogSource;
  /** The marked lines; the viewer keeps them itself where `onLine` is missing. */
  line?: LogLineRange;
  onLine?(line: LogLineRange | undefined): void;
  /**
   * Told the line that is looked at, once it stays the same for a moment: the
   * one that was jumped to, and after scrolling the first in sight.
   */
  onSight?(line: number): void;
  /** The address of lines; without it no links to lines are offered. */
  hrefToLine?(line: LogLineRange): string;
  /**
   * What it opens at where no line is marked: its first error, if it has any,
   * or its end, which is also what it is without this.
   */
  startAt?: 'error' | 'end';
  /** The query; the viewer keeps it itself where `onQuery` is missing. */
  query?: LogViewerQuery;
  onQuery?(query: LogViewerQuery | undefined): void;
  /** Downloads lines; without it they are made a file of in the browser. */
  onDownloadLines?(line: LogLineRange): void;
  /** Opens an older version of the log, which was replaced. */
  onVersion?(version: string): void;
  /** Stands at the end of the toolbar. */
  actions?: ReactNode;
  /** Says what went wrong; a sentence and a button where it is left out. */
  renderError?(error: unknown, onRetry: () => void): ReactNode;
}
