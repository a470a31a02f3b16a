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

import { AzureBlobLogComparison } from 'backstage-plugin-azure-blob-common';
import { AccessSession } from '../../access';
import { openLogText } from '../text/openLogText';
import { alignLines } from './alignLines';
import { readLineKeys } from './readLineKeys';
import { toHunks } from './toHunks';

/** More of them nobody reads. */
const MAX_HUNKS = 10_000;

/** Options of {@link compareLogs}. */
export interface CompareLogsOptions {
  session: AccessSession;
  /** The paths of both logs. */
  base: string;
  head: string;
  signal: AbortSignal;
}

/**
 * Compares two logs line by line, apart from what differs from run to run.
 *
 * @throws `AzureBlobError` as reading does.
 */
export async function compareLogs(
  options: CompareLogsOptions,
): Promise<{ answer: AzureBlobLogComparison; bytes: number }> {
  const { session, signal } = options;
  const read = async (path: string) => {
    const { blobs } = session;
    const text = await openLogText({ blobs, path, signal });
    const lines = await readLineKeys(text, signal);
    return { revision: text.revision, ...lines };
  };
  // One after the other: both at once take twice the memory.
  const base = await read(options.base);
  const head = await read(options.head);
  const matches = await alignLines(base.keys, head.keys);
  const hunks = toHunks(matches, {
    base: base.keys.length,
    head: head.keys.length,
  });
  const same = matches.reduce((sum, { count }) => sum + count, 0);
  return {
    answer: {
      base: { revision: base.revision, lines: base.keys.length },
      head: { revision: head.revision, lines: head.keys.length },
      isComplete:
        base.isComplete && head.isComplete && hunks.length <= MAX_HUNKS,
      hunks: hunks.slice(0, MAX_HUNKS),
      removed: base.keys.length - same,
      added: head.keys.length - same,
    },
    bytes: base.bytes + head.bytes,
  };
}
