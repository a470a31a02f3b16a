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

import { ArchiveResult } from './benchArchive';
import { DecisionResult } from './benchDecision';
import { ListingResult } from './benchListing';
import { ParsingResult } from './benchParsing';
import { RunsResult } from './benchRuns';
import { Summary } from './measure';
import { TransferResult } from './openContest';

/** All that was measured in a run. */
export interface BenchResult {
  decision: DecisionResult;
  transfers: Record<string, TransferResult>;
  listing: ListingResult;
  archive: ArchiveResult;
  runs: RunsResult;
  parsing: ParsingResult;
}

/** As tables for people. */
export function formatResult(result: BenchResult): string {
  const { archive, decision, listing, parsing } = result;
  const { entry, calls, firstRequests } = decision;
  const transfers = {
    ...result.transfers,
    'list 500 out of 10,000': listing.page,
  };
  const rows = Object.entries(transfers).flatMap(([work, ways]) =>
    Object.entries(ways).map(([way, summary]) => [
      work,
      way,
      ...toCells(summary),
      (summary.median / ways.direct.median).toFixed(2),
    ]),
  );
  return [
    toTable([
      ['the gate, on a repeated request', 'median ms', 'p95 ms'],
      ['decision, without the audit row', ...toCells(decision.decision)],
      ['all of it', ...toCells(entry)],
    ]),
    `Asked meanwhile: catalog ${calls.catalog}, permissions ${calls.permissions}, exchanges ${calls.exchanges}.`,
    `${firstRequests.requests} first requests of a user at once: ${firstRequests.exchanges} exchange(s).`,
    '',
    toTable([['work', 'way', 'median ms', 'p95 ms', 'ratio'], ...rows]),
    '',
    toTable([
      [
        'list a folder of 1,000',
        'storage waits ms',
        'median ms',
        'p95 ms',
        'ratio',
      ],
      ...listing.peers.flatMap(({ delay, ways }) =>
        Object.entries(ways).map(([way, summary]) => [
          way,
          `${delay}`,
          ...toCells(summary),
          (summary.median / ways.portal.median).toFixed(1),
        ]),
      ),
    ]),
    '',
    toTable([
      ['1,000 files of 1 MiB', 'median ms', 'p95 ms'],
      ['one by one, 6 at once', ...toCells(archive.oneByOne)],
      ['as one zip', ...toCells(archive.zip)],
    ]),
    `Throughput of the zip: ${archive.throughput.toFixed(
      2,
    )} of one by one. The portal grew by ${archive.memory.toFixed(
      0,
    )} MiB at most.`,
    '',
    formatRuns(result.runs),
    '',
    formatParsing(parsing),
  ].join('\n');
}

function formatParsing({ items, page, block }: ParsingResult): string {
  const own = (way: 'plugin' | 'sdk') =>
    ((page[way].median - page.raw.median) * 1000) / items;
  return [
    toTable([
      [
        `a page of ${items} that is there at once`,
        'median ms',
        'p95 ms',
        'own µs an item',
        'longest block ms',
        'p95 ms',
      ],
      ['raw', ...toCells(page.raw), '', '', ''],
      ...(['plugin', 'sdk'] as const).map(way => [
        way,
        ...toCells(page[way]),
        own(way).toFixed(1),
        ...toCells(block[way]),
      ]),
    ]),
    `The plugin's own time is ${(own('plugin') / own('sdk')).toFixed(
      2,
    )} of the SDK's.`,
  ].join('\n');
}

function formatRuns({ pages, firstAnswer, indexed }: RunsResult): string {
  const rows = Object.entries(pages).flatMap(([page, { few, many }]) => [
    [page, '10', ...toCells(few), '1.00'],
    [page, '10,000', ...toCells(many), (many.median / few.median).toFixed(2)],
  ]);
  return [
    toTable([['runs', 'out of', 'median ms', 'p95 ms', 'ratio'], ...rows]),
    `With nothing indexed: the first answer after ${firstAnswer.toFixed(
      0,
    )} ms, all runs read after ${(indexed / 1000).toFixed(1)} s.`,
  ].join('\n');
}

function toCells({ median, p95 }: Summary): string[] {
  return [median.toFixed(2), p95.toFixed(2)];
}

function toTable(rows: string[][]): string {
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(row => row[column].length)),
  );
  return rows
    .map(row => row.map((cell, at) => cell.padEnd(widths[at])).join('  '))
    .join('\n');
}
