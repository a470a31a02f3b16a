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

import { Readable } from 'node:stream';

/** The text of one revision of a log, however it is stored. */
export interface LogText {
  revision: string;
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  compression?: 'gzip';
  /** Bytes of text; undefined while nobody knows that of a compressed log. */
  size?: number;

  /**
   * Bytes of the text, in its own encoding.
   *
   * @throws `AzureBlobError` with `BlobChanged` where the log is another one by
   * now, `RangeNotSatisfiable` where it ends before `offset`,
   * `DecompressionLimit` where it unpacks to more than anybody meant, and as a
   * `BlobStore`.
   */
  read(options: {
    /** In bytes of text, from 0. */
    offset: number;
    /** In bytes; to the end where it is left out. */
    count?: number;
    signal?: AbortSignal;
  }): Promise<{
    /** Destroying it ends the request to storage. */
    stream: Readable;
    /** Where the text read ends; undefined where that is not known yet. */
    end?: number;
  }>;
}
