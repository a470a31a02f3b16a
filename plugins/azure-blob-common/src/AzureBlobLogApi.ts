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
  AzureBlobCallOptions,
  AzureBlobLocationRequest,
  AzureBlobLog,
  AzureBlobLogComparison,
  AzureBlobLogLines,
  AzureBlobLogOutline,
  AzureBlobLogQuery,
  AzureBlobLogSearchEvent,
  AzureBlobLogsSearchEvent,
  AzureBlobLogTailEvent,
  AzureBlobContent,
  AzureBlobVersionRequest,
} from './types';

/**
 * Which lines of a log to read: by number, or by the byte they begin at.
 *
 * @public
 */
export type AzureBlobLogPosition =
  | {
      /** The number of the first line, counted from 1. */
      from: number;
    }
  | {
      /** A byte of the log; reading begins at the start of the line it is in. */
      at: number;
    };

/**
 * Names a log, and what it has to say.
 *
 * @public
 */
export interface AzureBlobLogRequest extends AzureBlobVersionRequest {
  /**
   * `revision` of the log that is meant. Another one is refused with
   * `BlobChanged`.
   */
  revision?: string;
}

/**
 * What the azure-blob backend plugin tells of logs.
 *
 * @remarks
 * Every method throws as those of {@link AzureBlobApi} do. What comes as a
 * stream of events ends with one of the type `error` where something goes
 * wrong after it began; leaving the loop ends the request.
 *
 * @public
 */
export interface AzureBlobLogApi {
  getLog(
    request: AzureBlobVersionRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobLog>;

  /** Where groups, errors and warnings are, as far as the index has come. */
  getLogOutline(
    request: AzureBlobLogRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobLogOutline>;

  getLogLines(
    request: AzureBlobLogRequest &
      AzureBlobLogPosition & {
        /** 1 to 5,000. */
        count: number;
      },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobLogLines>;

  /** The text of a log from one line to another, both included. */
  readLogText(
    request: AzureBlobLogRequest & { from: number; to: number },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobContent>;

  /** Looks through a whole log, from its first line on. */
  searchLog(
    request: AzureBlobLogRequest &
      AzureBlobLogQuery & {
        /** The line to begin at; the first where it is left out. */
        from?: number;
        /** Hits to be sent, of all that are counted; 1 to 10,000. */
        limit?: number;
      },
    options?: AzureBlobCallOptions,
  ): AsyncIterable<AzureBlobLogSearchEvent>;

  /** Looks through all logs of a run, and of those before it. */
  searchLogs(
    request: AzureBlobLocationRequest &
      AzureBlobLogQuery & {
        /** The id of the run; the newest where it is left out. */
        run?: string;
        /** How many runs, from that one back; 1 to 50. */
        runs?: number;
        /** The folder, where the location has no runs; relative to the scope. */
        path?: string;
        /** Hits of each log to be sent; 1 to 100. */
        limit?: number;
      },
    options?: AzureBlobCallOptions,
  ): AsyncIterable<AzureBlobLogsSearchEvent>;

  /** Follows a log that grows. */
  tailLog(
    request: AzureBlobLogRequest & {
      /** The byte at which the first line to be sent begins. */
      after: number;
    },
    options?: AzureBlobCallOptions,
  ): AsyncIterable<AzureBlobLogTailEvent>;

  /** What differs between two logs, apart from times, ids and durations. */
  compareLogs(
    request: AzureBlobLocationRequest & {
      /** The paths of both. */
      base: string;
      head: string;
    },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobLogComparison>;
}
