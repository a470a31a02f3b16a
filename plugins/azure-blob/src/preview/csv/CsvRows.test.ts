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
import Papa from 'papaparse';
import {
  createDemoWorld,
  FakeAzureBlobApi,
  FakeBlob,
} from '../../__testUtils__';
import { PreviewFile, runSliced } from '../open';
import { CsvRows } from './CsvRows';

const { signal } = new AbortController();

async function open(name: string, blob: FakeBlob): Promise<CsvRows> {
  const world = createDemoWorld();
  world.locations.artifacts.blobs[name] = blob;
  const file = await PreviewFile.open(
    new FakeAzureBlobApi(world),
    { entityRef: 'component:default/a', location: 'artifacts', path: name },
    {},
    signal,
  );
  return new CsvRows(file);
}

async function readOn(rows: CsvRows) {
  await runSliced(rows.take(await rows.fetch(signal)), signal);
}

async function readAll(rows: CsvRows): Promise<string[][]> {
  do {
    await readOn(rows);
  } while (!rows.isAtEnd);
  return Array.from({ length: rows.count }, (_, index) => rows.at(index));
}

describe('CsvRows', () => {
  it('should read rows as they were written, wherever windows end', async () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 10 }),
      fc.constantFrom('a,b', 'say "hi"', 'two\nlines', '', 'ü'.repeat(40_000)),
    );
    const table = fc.array(fc.tuple(fc.constant('x'), cell, cell), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(table, async data => {
        const text = Papa.unparse(data, { quotes: true, newline: '\n' });
        expect(await readAll(await open('a.csv', text))).toEqual(data);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    [
      'a.tsv',
      'a\tb,c\nd\te',
      [
        ['a', 'b,c'],
        ['d', 'e'],
      ],
    ],
    [
      'a.csv',
      'a;b\nc;d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a.csv',
      '\uFEFFa,b\r\n1,2\r\n\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
  ])('should read %s with its own delimiter', async (name, text, rows) => {
    expect(await readAll(await open(name, text))).toEqual(rows);
  });

  it('should survive a quote that does not end', async () => {
    const rows = await open('a.csv', `a,"b${'c,d\n'.repeat(1_000_000)}`);
    while (!rows.isAtEnd) {
      await readOn(rows);
    }
    expect(rows.isComplete).toBe(true);
    expect(rows.at(rows.count - 1)).toEqual(['c', 'd']);
  });

  it('C20: should read a million rows no faster than they are wanted', async () => {
    const rows = await open('a.csv', {
      count: 1_000_000,
      lineAt: line => `${line},row ${line},${line * 2}`,
    });
    await readOn(rows);
    expect(rows.read).toBeLessThan(1024 * 1024);
    expect(rows.at(1000).slice(0, 2)).toEqual(['1001', 'row 1001']);
  });
});
