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

/**
 * How far the line index of a log has come.
 *
 * @public
 */
export interface AzureBlobLogIndex {
  state: 'building' | 'ready';
  /** Bytes that have been read, of the log's `size`. */
  indexedBytes: number;
  /** The number of lines found so far; all of them once `ready`. */
  lines: number;
}

/**
 * The answer of `GET E/log`.
 *
 * @public
 */
export interface AzureBlobLog {
  name: string;
  path: string;
  /** In bytes. */
  size: number;
  etag: string;
  /** ISO 8601, UTC. */
  lastModified: string;
  index: AzureBlobLogIndex;
}

/**
 * One line of a log.
 *
 * @public
 */
export interface AzureBlobLogLine {
  /** Counted from 1; absent where the index does not reach the line yet. */
  number?: number;
  /** The byte in the log at which the line begins. */
  offset: number;
  /** Without the line terminator; escape sequences are left in. */
  text: string;
  /** Bytes of the line that `text` leaves out because it is too long. */
  omittedBytes?: number;
}

/**
 * The answer of `GET E/log/lines`.
 *
 * @public
 */
export interface AzureBlobLogLines {
  etag: string;
  lines: AzureBlobLogLine[];
  /**
   * The escape sequences that set the colours and attributes in force where
   * the first line begins; empty for none.
   */
  style: string;
  /** True where the last of `lines` is the last line of the log. */
  end: boolean;
}
