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
import { Response } from 'express';
import { AccessSession } from '../access';
import { AuditOutcome } from '../audit';
import {
  assertClean,
  getSafeHeaders,
  sendBody,
  TransferListener,
} from '../content';
import { LogIndexes } from './LogIndexes';
import {
  assertRevision,
  LineRange,
  openLogText,
  sliceLines,
  toRevision,
} from './text';

/** Options of {@link sendLogText}. */
export interface SendLogTextOptions extends LineRange {
  session: AccessSession;
  indexes: LogIndexes;
  path: string;
  version?: string;
  /** Of the log that is meant; the one there is now by default. */
  revision?: string;
  res: Response;
  /** Aborts when the client goes away, or the access ends. */
  signal: AbortSignal;
  listener?: TransferListener;
}

/**
 * Answers with lines of a log, as they are stored but for compression. Where
 * no index tells where they begin, they are counted from the first one.
 *
 * @returns how it ended, once the first byte was sent.
 * @throws as long as another answer is possible.
 */
export async function sendLogText(
  options: SendLogTextOptions,
): Promise<AuditOutcome> {
  const { session, indexes, path, version, from, to, res, signal } = options;
  const { blobs, scope } = session;
  await assertClean(session, { path, version, signal });
  const details = await blobs.getDetails(path, { version, signal });
  const revision = toRevision(details, version);
  assertRevision(path, revision, options.revision);
  const known = await indexes.get({ scope, path, revision });
  const text = await openLogText({
    ...{ blobs, path, version, revision, details, signal },
    index: known?.text,
  });
  const { encoding } = text;
  const start = known?.index?.findLine(from) ?? { line: 1, offset: 0 };
  const end = known?.index?.findAfterLine(to)?.offset;
  const { stream } =
    details.size === 0
      ? { stream: Readable.from([]) }
      : await text.read({
          offset: start.offset,
          count: end && end - start.offset,
          signal,
        });
  let bytes = 0;
  async function* slice() {
    const slices = sliceLines(stream, {
      from,
      to,
      encoding,
      start: start.line,
    });
    for await (const chunk of slices) {
      bytes += chunk.length;
      options.listener?.onBytes(chunk.length);
      yield chunk;
    }
  }
  return sendBody({
    ...options,
    body: Readable.from(slice(), { objectMode: false }),
    countBytes: () => bytes,
    setHead() {
      res.set(getSafeHeaders(toSliceName(path, { from, to })));
      res.set('Content-Type', `text/plain; charset=${encoding}`);
    },
  });
}

/** Such as `build.lines-85-97.log`. */
function toSliceName(path: string, { from, to }: LineRange): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.gz$/i, '');
  const dot = name.lastIndexOf('.');
  const [stem, extension] =
    dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  return `${stem}.lines-${from}-${to}${extension}`;
}
