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
import { CommunityResult } from './benchListing';
import { LogsResult } from './benchLogs';
import { ParsingResult } from './benchParsing';
import { RunsResult } from './benchRuns';
import { Summary } from './measure';
import { TransferResult } from './openContest';

/** All that was measured in a run. */
export interface BenchResult {
  decision?: DecisionResult;
  transfers?: Record<string, TransferResult>;
  community?: CommunityResult;
  listing?: TransferResult;
  archive?: ArchiveResult;
  runs?: RunsResult;
  parsing?: ParsingResult;
  logs?: LogsResult;
}

/** As tables for people. */
export function formatResult(result: BenchResult): string {
  const { archive, community, decision, listing, logs, parsing, runs } = result;
  const transfers = {
    ...result.transfers,
    ...(listing && { 'list 500 out of 10,000': listing }),
  };
  return [
    decision && formatDecision(decision),
    Object.keys(transfers).length > 0 && formatTransfers(transfers),
    community && formatCommunity(community),
    archive && formatArchive(archive),
    runs && formatRuns(runs),
    logs && formatLogs(logs),
    parsing && formatParsing(parsing),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function formatDecision(result: DecisionResult): string {
  const { decision, entry, calls, firstRequests } = result;
  return [
    toTable([
      ['the gate, on a repeated request', 'median ms', 'p95 ms'],
      ['decision, without the audit row', ...toCells(decision)],
      ['all of it', ...toCells(entry)],
    ]),
    `Asked meanwhile: catalog ${calls.catalog}, permissions ${calls.permissions}, exchanges ${calls.exchanges}.`,
    `${firstRequests.requests} first requests of a user at once: ${firstRequests.exchanges} exchange(s).`,
  ].join('\n');
}

function formatTransfers(transfers: Record<string, TransferResult>): string {
  const rows = Object.entries(transfers).flatMap(([work, ways]) =>
    Object.entries(ways).map(([way, summary]) => [
      work,
      way,
      ...toCells(summary),
      (summary.median / ways.direct.median).toFixed(2),
    ]),
  );
  return toTable([['work', 'way', 'median ms', 'p95 ms', 'ratio'], ...rows]);
}

function formatCommunity(community: CommunityResult): string {
  const rows = community.flatMap(({ storage, ways }) =>
    Object.entries(ways).map(([way, summary]) => [
      way,
      storage,
      ...toCells(summary),
      (summary.median / ways.portal.median).toFixed(1),
    ]),
  );
  const columns = ['storage', 'median ms', 'p95 ms', 'ratio'];
  return toTable([['list a folder of 1,000', ...columns], ...rows]);
}

function formatArchive({ memory, oneByOne, throughput, zip }: ArchiveResult) {
  return [
    toTable([
      ['1,000 files of 1 MiB', 'median ms', 'p95 ms'],
      ['one by one, 6 at once', ...toCells(oneByOne)],
      ['as one zip', ...toCells(zip)],
    ]),
    `Throughput of the zip: ${throughput.toFixed(
      2,
    )} of one by one. The portal grew by ${memory.toFixed(0)} MiB at most.`,
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

function formatLogs({ size, passes, firstHit, lines, memory }: LogsResult) {
  const speed = ({ median }: Summary) => size / (median / 1000);
  const names = {
    discard: 'read it to throw it away',
    index: 'index it',
    literal: 'search a literal',
    regex: 'search an expression with a literal in it',
    regexWithoutLiteral: 'search one without',
  };
  const ways = {
    raw: 'a range of the blob',
    plugin: 'the plugin, once it has let in',
    portal: 'the portal, over HTTP',
  };
  return [
    toTable([
      [
        `a log of ${size.toFixed(0)} MiB`,
        'median ms',
        'p95 ms',
        'MiB/s',
        'speed',
      ],
      ...(Object.keys(names) as Array<keyof typeof names>).map(pass => [
        names[pass],
        ...toCells(passes[pass]),
        speed(passes[pass]).toFixed(0),
        (speed(passes[pass]) / speed(passes.discard)).toFixed(2),
      ]),
    ]),
    toTable([
      [
        '100 lines of it, anywhere',
        'storage waits ms',
        'median ms',
        'p95 ms',
        'ratio',
      ],
      ...lines.flatMap(({ delay, ways: times }) =>
        (Object.keys(ways) as Array<keyof typeof ways>).map(way => [
          ways[way],
          `${delay}`,
          ...toCells(times[way]),
          (times[way].median / times.raw.median).toFixed(2),
        ]),
      ),
    ]),
    `The first hit, 190 MB into it, was there after ${firstHit.median.toFixed(
      0,
    )} ms. The portal grew by ${memory.toFixed(0)} MiB at most.`,
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
