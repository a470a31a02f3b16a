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

import { BigLog } from 'local-azure';
import { measureInTurns, Summary } from './measure';
import { IndexedLogReader } from './openIndexedLog';
import { readBody, readWire } from './readWire';
import { AzureProcess, STORAGE_DELAYS } from './startAzureProcess';

const ROUNDS = 200;
/** A portal that has been used; a fresh one still compiles its code. */
const WARM_UPS = 50;
const COUNT = 100;

/**
 * How long it takes to read 100 lines anywhere in a log, and the same bytes by
 * a range; by how many milliseconds storage waits before it answers.
 */
export type LogLinesResult = Array<{
  delay: number;
  ways: Record<'raw' | 'plugin' | 'portal', Summary>;
}>;

/** A log, and all ways to it. */
export interface LogLinesOptions {
  log: BigLog;
  indexed: IndexedLogReader;
  blobUrl: string;
  asStorage: Record<string, string>;
  asPortal: Record<string, string>;
  urlOfLines(from: number, count: number): string;
}

/** Reads lines at random, and checks each of them. */
export async function benchLogLines(
  azure: AzureProcess,
  options: LogLinesOptions,
): Promise<LogLinesResult> {
  const { log, indexed, blobUrl, asStorage, asPortal, urlOfLines } = options;
  const pickLine = () => 1 + Math.floor(Math.random() * (log.lines - COUNT));
  const assertLines = (from: number, found: string[]) => {
    if (found.length !== COUNT || found[0] !== log.getLine(from)) {
      throw new Error(`Line ${from} is another one.`);
    }
  };
  const contestants = [
    {
      name: 'raw',
      async run() {
        const start = log.offsetOf(pickLine());
        const length = log.offsetOf(COUNT + 1);
        const { status, bytes } = await readWire(blobUrl, {
          ...asStorage,
          'x-ms-range': `bytes=${start}-${start + length - 1}`,
        });
        if (status !== 206 || bytes !== length) {
          throw new Error(`${status} and ${bytes} bytes of a range`);
        }
      },
    },
    {
      name: 'plugin',
      async run() {
        const from = pickLine();
        assertLines(from, await indexed.readLines(from, COUNT));
      },
    },
    {
      name: 'portal',
      async run() {
        const from = pickLine();
        const body = await readBody(urlOfLines(from, COUNT), asPortal);
        const { lines } = JSON.parse(`${body}`);
        assertLines(
          from,
          lines.map(({ text }: { text: string }) => text),
        );
      },
    },
  ];
  const result: LogLinesResult = [];
  for (const delay of STORAGE_DELAYS) {
    await azure.setDelay(delay);
    const ways = await measureInTurns(contestants, {
      rounds: ROUNDS,
      warmUps: WARM_UPS,
    });
    result.push({ delay, ways: ways as LogLinesResult[number]['ways'] });
  }
  await azure.setDelay(0);
  return result;
}
