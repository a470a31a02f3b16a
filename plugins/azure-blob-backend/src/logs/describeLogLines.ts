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
import { AuditOutcome } from '../audit';
import { BlobDetails } from '../storage';
import { openKnownLog, OpenKnownLogOptions } from './openKnownLog';
import { isBehindEnd, LogPosition, readLogLines } from './readLogLines';
import { SharedLogIndex } from './SharedLogIndex';
import { LogText, openLogText, toRevision } from './text';

/** How long an answer waits for the index to come as far as its lines. */
const WAIT_MILLISECONDS = 1_000;
/** How many lines are counted where no index knows of them, to get to one. */
const MAX_COUNTED_LINES = 1_000;
/** What is unpacked of a compressed log that has no index yet, in bytes of text. */
const HEAD_BYTES = 1024 * 1024;

/** Options of {@link describeLogLines}. */
export interface DescribeLogLinesOptions extends OpenKnownLogOptions {
  position: LogPosition;
  count: number;
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
  const { session, indexes, path, version, position, count, signal } = options;
  const { blobs, scope } = session;
  let details: BlobDetails | undefined;
  let { revision } = options;
  if (revision === undefined) {
    details = await blobs.getDetails(path, { version, signal });
    revision = toRevision(details, version);
  }
  const known = { blobs, path, version, revision, details, signal };
  let index = await indexes.get({ scope, path, revision });
  let text: LogText | undefined;
  if (!index?.text && isFarByte(position)) {
    text = await openLogText(known);
  }
  let ended: Promise<AuditOutcome> | undefined;
  // Nothing is answered from the index alone: storage is asked each time.
  if (!isReadable(index, position, text)) {
    const opened = await openKnownLog({ ...options, ...known });
    const { size } = opened.details;
    const found = opened.index;
    ({ index, ended } = opened);
    await found.waitFor(
      () => isReadable(found, position, text) || found.covers(size),
      WAIT_MILLISECONDS,
    );
    const isAll = found.covers(size);
    if (!isAll && !isReadable(found, position, text)) {
      const answer = { revision, lines: [], style: '', end: false };
      return { answer, bytes: 0, ended };
    }
  }
  text = await openLogText({ ...known, index: index?.text });
  const { answer, bytes } = await readLogLines({
    text,
    index: index?.index,
    position,
    count,
    signal,
  });
  return { answer, bytes, ended };
}

/** Whether lines can be read right away, and with one short read. */
function isReadable(
  known: SharedLogIndex | undefined,
  position: LogPosition,
  text: LogText | undefined,
): boolean {
  const index = known?.index;
  // By now the log may have grown
  if (isBehindEnd(index, position)) {
    return false;
  }
  if ('from' in position) {
    const { from } = position;
    const line = index?.findLine(from).line ?? 1;
    return from - line < MAX_COUNTED_LINES || !!index?.coversLine(from);
  }
  const isPacked = known?.text?.format.compression ?? text?.compression;
  return (
    !isPacked || !isFarByte(position) || !!index?.coversOffset(position.at)
  );
}

function isFarByte(position: LogPosition): boolean {
  return 'at' in position && position.at >= HEAD_BYTES;
}
