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
import { BlobStore } from '../../storage';
import { LogFormat } from './LogFormat';
import { LogText } from './LogText';
import { RevisionCondition } from './toRevision';

/** Where the bytes of a log are. */
export interface StoredLog {
  blobs: BlobStore;
  path: string;
  version?: string;
  revision: string;
  condition: RevisionCondition;
}

/** A log that is stored as it is. */
export class PlainLogText implements LogText {
  readonly revision: string;
  readonly encoding: LogText['encoding'];
  readonly size?: number;
  readonly #log: StoredLog;

  constructor(log: StoredLog, text: LogFormat & { size?: number }) {
    this.#log = log;
    this.revision = log.revision;
    this.encoding = text.encoding;
    this.size = text.size;
  }

  async read(options: {
    offset: number;
    count?: number;
    signal?: AbortSignal;
  }): Promise<{ stream: Readable; end: number }> {
    const { offset, count, signal } = options;
    const { blobs, path, version, condition } = this.#log;
    const { stream, contentLength } = await blobs.read(path, {
      range: { offset, count },
      ...condition,
      version,
      signal,
    });
    return { stream, end: offset + contentLength };
  }
}
