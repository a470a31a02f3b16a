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

import { AzureBlobLogLines } from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { AccessSession } from '../access';
import { AuditOutcome } from '../audit';
import { LINES_PER_CHECKPOINT, LogIndex } from './LogIndex';
import { LogIndexes } from './LogIndexes';
import { isBehindEnd, LogPosition, readLogLines } from './readLogLines';

/** How long an answer waits for the index to come as far as its lines. */
const WAIT_MILLISECONDS = 1_000;

/** Options of {@link describeLogLines}. */
export interface DescribeLogLinesOptions {
  session: AccessSession;
  indexes: LogIndexes;
  path: string;
  position: LogPosition;
  count: number;
  /** The version of the log that the lines must be of. */
  etag?: string;
  /** The user who asks, and whom an index that is made counts for. */
  holder?: string;
  signal?: AbortSignal;
}

/** What {@link describeLogLines} comes to. */
export interface LogLinesResult {
  answer: AzureBlobLogLines;
  bytes: number;
  /** Settles with the index, where it is being made under this session. */
  ended?: Promise<AuditOutcome>;
}

/**
 * Reads lines of a log. Where they begin behind what the index has come to,
 * there are none in the answer, and `end` is false: ask again.
 */
export async function describeLogLines(
  options: DescribeLogLinesOptions,
): Promise<LogLinesResult> {
  const { session, indexes, path, position, count, holder, signal } = options;
  const { blobs, scope } = session;
  const known = options.etag && { scope, path, etag: options.etag };
  let pass = known ? indexes.get(known) : undefined;
  let etag = options.etag;
  let ended: Promise<AuditOutcome> | undefined;

  const needsIndex = 'from' in position && !isNearKnown(position.from);
  // Nothing is answered from the index alone: storage is asked each time.
  if (!etag || (needsIndex && !pass) || isBehindEnd(pass?.index, position)) {
    const details = await blobs.getDetails(path, { signal });
    assertSameVersion(path, details.etag, etag);
    etag = details.etag;
    pass = indexes.get({ scope, path, etag });
    if (needsIndex && !pass) {
      const { size } = details;
      const opened = indexes.open(
        { scope, path, etag },
        { blobs, size, holder, until: session.until, signal: session.signal },
      );
      pass = opened.pass;
      ended = opened.started ? pass.outcome : undefined;
    }
  }
  if (needsIndex && pass) {
    const { from } = position;
    await pass.waitFor(index => isReadable(index, from), WAIT_MILLISECONDS);
    if (!isReadable(pass.index, from)) {
      const answer = { etag, lines: [], style: '', end: false };
      return { answer, bytes: 0, ended };
    }
  }
  const { answer, bytes } = await readLogLines({
    blobs,
    path,
    etag,
    index: pass?.index,
    position,
    count,
    signal,
  });
  return { answer, bytes, ended };
}

/** Whether a line is so near the start that counting from there is quick. */
function isNearKnown(line: number, known = 1): boolean {
  return line - known < LINES_PER_CHECKPOINT;
}

function isReadable(index: LogIndex, line: number): boolean {
  return index.coversLine(line) || isNearKnown(line, index.findLine(line).line);
}

function assertSameVersion(path: string, actual: string, expected?: string) {
  if (expected !== undefined && expected !== actual) {
    throw new AzureBlobError(
      'BlobChanged',
      `The log "${path}" has changed since it was opened.`,
    );
  }
}
