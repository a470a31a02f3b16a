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

import { BigLog, world } from 'local-azure';
import { getTestBlob } from '../../../plugins/azure-blob-backend/src/__testUtils__/fillStorage';
import { startPortalProcess } from '../../../plugins/azure-blob-backend/src/__testUtils__/startPortalProcess';
import { benchLogLines, LogLinesResult } from './benchLogLines';
import { measureInTurns, summarize, Summary } from './measure';
import { openIndexedLog } from './openIndexedLog';
import { signInAsAlice } from './signInAsAlice';
import { AzureProcess } from './startAzureProcess';
import { startReader } from './startReader';

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;
const ROUNDS = 3;
const ENTITY = '/api/azure-blob/v1/entities/component/default/payments-api';
const LOG = 'run-log/build.log';
/** In the first 200 MB, and near the end. */
const FOUND = [190_000_000, 1_050_000_000];
const WORD = 'RefundMismatch#4711';

/** Whole passes over a log, held against reading it to throw it away. */
export interface LogsResult {
  /** Of the log, in MiB. */
  size: number;
  passes: Record<
    'discard' | 'index' | 'literal' | 'regex' | 'regexWithoutLiteral',
    Summary
  >;
  /** Until the first hit is there, in the first 200 MB, in milliseconds. */
  firstHit: Summary;
  lines: LogLinesResult;
  /** What the resident memory of the portal grew by at most, in MiB. */
  memory: number;
}

/** Indexes, searches and opens a log of 1 GiB. */
export async function benchLogs(
  azure: AzureProcess,
  { size = GIB } = {},
): Promise<LogsResult> {
  const empty = BigLog.create(size);
  const log = BigLog.create(
    size,
    new Map(
      FOUND.filter(byte => byte < size).map(byte => [
        Math.ceil(byte / (empty.size / empty.lines)),
        WORD,
      ]),
    ),
  );
  await upload(azure, log);
  const portal = await startPortalProcess(azure);
  const reader = await startReader(azure.certificateAuthority);
  const { token, asStorage, asPortal } = await signInAsAlice(azure);
  const blobUrl = `${azure.storage.blobEndpoint}/${world.containers.logs}/component/default/payments-api/${LOG}`;
  const urlOf = (call: string, query: Record<string, string | number> = {}) =>
    `${portal.origin}${ENTITY}/${call}?${new URLSearchParams({
      location: 'logs',
      path: LOG,
      ...Object.fromEntries(
        Object.entries(query).map(([key, value]) => [key, String(value)]),
      ),
    })}`;

  const getLog = async () => {
    const response = await send(urlOf('log'), asPortal);
    return response.json();
  };
  const index = async () => {
    // Another revision of the same bytes, which nobody has indexed.
    await getTestBlob(azure, LOG, world.containers.logs).setMetadata({
      round: `${performance.now()}`,
    });
    const { revision } = await getLog();
    const last = { from: log.lines, count: 1, revision };
    for (;;) {
      // Each call waits for the line for a second
      const response = await send(urlOf('log/lines', last), asPortal);
      const { lines } = await response.json();
      if (lines.length > 0) {
        break;
      }
    }
    const { index: found } = await getLog();
    if (found.lines !== log.lines) {
      throw new Error(`${found.lines} lines instead of ${log.lines}.`);
    }
  };
  const firstHits: number[] = [];
  const search = async (q: string, expected: number, regex = false) => {
    const start = performance.now();
    const url = urlOf('log/search', { q, regex: `${regex}`, case: 'true' });
    const response = await send(url, asPortal);
    let text = '';
    let first: number | undefined;
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk);
      if (first === undefined && text.includes('"type":"hits"')) {
        first = performance.now() - start;
      }
    }
    const end = JSON.parse(text.trimEnd().split('\n').at(-1) ?? '');
    if (end.type !== 'end' || !end.isComplete || end.count !== expected) {
      throw new Error(`${q}: ${JSON.stringify(end)}`);
    }
    if (!regex && first !== undefined) {
      firstHits.push(first);
    }
  };
  const hits = FOUND.filter(byte => byte < size).length;

  try {
    const contestants = [
      { name: 'discard', run: () => reader.drain(blobUrl, asStorage) },
      { name: 'index', run: index },
      { name: 'literal', run: () => search(WORD, hits) },
      { name: 'regex', run: () => search('Refund\\w+#[0-9]+', hits, true) },
      {
        name: 'regexWithoutLiteral',
        run: () => search('[A-Q][a-z]{5,9}[A-M][a-z]+#\\d', 0, true),
      },
    ];
    // What a fresh portal has compiled and not collected yet comes and goes
    await measureInTurns(contestants, { rounds: 1, warmUps: 0 });
    const before = await portal.measureMemory();
    const passes = await measureInTurns(contestants, {
      rounds: ROUNDS,
      warmUps: 0,
    });
    const { revision } = await getLog();
    const indexed = await openIndexedLog(azure, {
      ...{ log, path: LOG, revision, token },
    });
    const lines = await benchLogLines(azure, {
      ...{ log, indexed, blobUrl, asStorage, asPortal },
      urlOfLines: (from, count) =>
        urlOf('log/lines', { from, count, revision }),
    });
    const { peak } = await portal.measureMemory();
    return {
      size: log.size / MIB,
      passes: passes as LogsResult['passes'],
      firstHit: summarize(firstHits),
      lines,
      memory: (peak - before.now) / MIB,
    };
  } finally {
    await Promise.all([portal.stop(), reader.stop()]);
  }
}

async function upload(azure: AzureProcess, log: BigLog): Promise<void> {
  const blob = getTestBlob(azure, LOG, world.containers.logs);
  const ids: string[] = [];
  for (const block of log.blocks()) {
    const id = Buffer.from(`${ids.length}`.padStart(6, '0')).toString('base64');
    await blob.stageBlock(id, block, block.length);
    ids.push(id);
  }
  await blob.commitBlockList(ids);
}

async function send(
  url: string,
  headers: Record<string, string>,
): Promise<Response> {
  const response = await fetch(url, { headers });
  if (!response.ok) {
    throw new Error(`${response.status} ${await response.text()}`);
  }
  return response;
}
