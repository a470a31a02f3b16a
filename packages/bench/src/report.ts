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

import { DecisionResult } from './benchDecision';
import { TransferResult } from './benchTransfers';
import { Summary } from './measure';

/** All that was measured in a run. */
export interface BenchResult {
  decision: DecisionResult;
  transfers: Record<string, TransferResult>;
}

/** As tables for people. */
export function formatResult({ decision, transfers }: BenchResult): string {
  const { entry, calls, firstRequests } = decision;
  const rows = Object.entries(transfers).flatMap(([work, result]) =>
    Object.entries(result).map(([way, summary]) => [
      work,
      way,
      ...toCells(summary),
      (summary.median / result.direct.median).toFixed(2),
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
