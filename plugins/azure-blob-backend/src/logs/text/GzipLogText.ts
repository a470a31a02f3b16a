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
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { quote } from '../../config/quote';
import { readChunks } from '../../storage';
import { GzipDecoder } from './GzipDecoder';
import { firstByte, GZIP_START, GzipRestarts } from './GzipRestarts';
import { LogFormat } from './LogFormat';
import { LogText } from './LogText';
import { LogTextIndex } from './LogTextIndex';
import { StoredLog } from './PlainLogText';
import { unpackGzip } from './unpackGzip';

/**
 * A log that is stored compressed, and opened from the last restart before what
 * is read; from its beginning, where no index knows of any.
 */
export class GzipLogText implements LogText {
  readonly revision: string;
  readonly encoding: LogText['encoding'];
  readonly compression = 'gzip';
  readonly size?: number;
  readonly #log: StoredLog;
  readonly #restarts?: GzipRestarts;

  constructor(log: StoredLog, format: LogFormat, index?: LogTextIndex) {
    this.#log = log;
    this.revision = log.revision;
    this.encoding = format.encoding;
    this.size = index?.size;
    this.#restarts = index?.restarts;
  }

  async read(options: {
    offset: number;
    count?: number;
    signal?: AbortSignal;
  }): Promise<{ stream: Readable; end?: number }> {
    const { offset, count = Infinity, signal } = options;
    if (this.size !== undefined && offset > 0 && offset >= this.size) {
      throw this.#behindEnd();
    }
    const { source, decoder } = await this.#open(
      offset,
      offset + count,
      signal,
    );
    const { path } = this.#log;
    const text = cut(unpackGzip(readChunks(source), decoder, path), {
      skip: offset - decoder.textOffset,
      count,
    });
    const first = await text.next();
    if (first.done && offset > 0) {
      throw this.#behindEnd();
    }
    const stream = Readable.from(resume(first, text), { objectMode: false });
    stream.once('close', () => source.destroy());
    const { size } = this;
    return {
      stream,
      end: size === undefined ? undefined : Math.min(size, offset + count),
    };
  }

  async #open(offset: number, end: number, signal?: AbortSignal) {
    const { blobs, path, version, condition } = this.#log;
    const restart = this.#restarts?.find(offset) ?? GZIP_START;
    const from = firstByte(restart);
    const stop = this.#restarts?.findEnd(end);
    const { stream: source } = await blobs.read(path, {
      range: { offset: from, count: stop && stop - from },
      ...condition,
      version,
      signal,
    });
    return { source, decoder: new GzipDecoder(restart) };
  }

  #behindEnd(): AzureBlobError {
    return new AzureBlobError(
      'RangeNotSatisfiable',
      `The range is not within the text of ${quote(this.#log.path)}.`,
    );
  }
}

/** Some of the bytes that come. */
async function* cut(
  source: AsyncIterable<Buffer>,
  { skip, count }: { skip: number; count: number },
): AsyncGenerator<Buffer, void> {
  let toSkip = skip;
  let missing = count;
  for await (const chunk of source) {
    const part = chunk.subarray(toSkip).subarray(0, missing);
    toSkip -= Math.min(toSkip, chunk.length);
    missing -= part.length;
    if (part.length > 0) {
      yield part;
    }
    if (missing === 0) {
      return;
    }
  }
}

/** What has been taken, and what follows. */
async function* resume<T>(
  first: IteratorResult<T, void>,
  rest: AsyncGenerator<T, void>,
): AsyncGenerator<T, void> {
  if (!first.done) {
    yield first.value;
    yield* rest;
  }
}
