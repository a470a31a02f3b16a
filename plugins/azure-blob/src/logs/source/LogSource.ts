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

import {
  AzureBlobContent,
  AzureBlobLog,
  AzureBlobLogLines,
  AzureBlobLogOutline,
  AzureBlobLogPosition,
  AzureBlobLogQuery,
  AzureBlobLogSearchEvent,
  AzureBlobLogTailEvent,
} from 'backstage-plugin-azure-blob-common';

/**
 * Where a log viewer reads from. What may be left out is not offered by the
 * viewer either.
 *
 * @remarks
 * `revision` is that of the log which was opened; a source refuses another one
 * with an error whose `code` is `BlobChanged`.
 *
 * @public
 */
export interface LogSource {
  /** Two sources with the same key are the same log. */
  key: string;
  getLog(signal: AbortSignal): Promise<AzureBlobLog>;
  getLines(
    position: AzureBlobLogPosition & { count: number },
    revision: string,
    signal: AbortSignal,
  ): Promise<AzureBlobLogLines>;
  /** Groups to fold, and where the errors are. */
  getOutline?(
    revision: string,
    signal: AbortSignal,
  ): Promise<AzureBlobLogOutline>;
  /** The text from one line to another, both included. */
  readText?(
    lines: { from: number; to: number },
    revision: string,
    signal: AbortSignal,
  ): Promise<AzureBlobContent>;
  search?(
    query: AzureBlobLogQuery & { from?: number; limit?: number },
    revision: string,
    signal: AbortSignal,
  ): AsyncIterable<AzureBlobLogSearchEvent>;
  /** What is written to the log from the byte `after` on. */
  tail?(
    after: number,
    revision: string,
    signal: AbortSignal,
  ): AsyncIterable<AzureBlobLogTailEvent>;
}
