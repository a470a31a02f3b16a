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

import fc from 'fast-check';
import {
  isFiltered,
  readDayRange,
  readRunFilter,
  readSpan,
  RUN_STATUSES,
} from './runFilter';

const NOW = Date.parse('2026-11-21T20:00:00.000Z');

function readUrl(query: string) {
  const params = new URLSearchParams(query);
  return (name: string) => params.get(name) ?? undefined;
}

describe('readRunFilter', () => {
  it('should read what the bar writes', () => {
    const filter = readRunFilter(
      readUrl('branch=feat/x&status=failed&since=7d&text=%20ledger%20'),
      NOW,
    );
    expect(filter).toEqual({
      branch: 'feat/x',
      status: 'failed',
      since: '2026-11-14T20:00:00.000Z',
      until: undefined,
      text: 'ledger',
    });
    expect(isFiltered(filter)).toBe(true);
    expect(
      readRunFilter(readUrl('since=2026-11-01&until=2026-11-03'), NOW),
    ).toMatchObject({
      since: '2026-11-01T00:00:00.000Z',
      until: '2026-11-04T00:00:00.000Z',
    });
  });

  it('should leave out what it does not know', () => {
    const queries = [
      '',
      'branch=&text=%20&status=toString',
      'since=constructor&until=7d',
      'since=2026-11-03&until=2026-11-01',
      'since=2026-99-99&until=2026-99-99',
      'since=2026-11-03',
    ];
    for (const query of queries) {
      expect(isFiltered(readRunFilter(readUrl(query), NOW))).toBe(false);
    }
  });

  it('should take any URL, and ask for nothing that the backend refuses', () => {
    fc.assert(
      fc.property(
        fc.record({
          since: fc.oneof(fc.string(), fc.constantFrom('24h', '2026-02-30')),
          until: fc.oneof(fc.string(), fc.constantFrom('2026-03-01')),
          status: fc.oneof(fc.string(), fc.constantFrom(...RUN_STATUSES)),
        }),
        query => {
          const get = (name: string) => query[name as keyof typeof query];
          const { since, until, status } = readRunFilter(get, NOW);
          const times = [since, until].filter(time => time !== undefined);
          expect(times).toEqual(
            times.map(time => new Date(time).toISOString()),
          );
          expect([undefined, ...RUN_STATUSES]).toContain(status);
          expect(readSpan(get) && readDayRange(get)).toBeUndefined();
        },
      ),
    );
  });
});
