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

import { AzureBlobLogQuery } from 'backstage-plugin-azure-blob-common';
import * as fc from 'fast-check';
import { splitBytes } from '../../__testUtils__/logs';
import {
  propertyRuns,
  propertyTimeout,
} from '../../__testUtils__/propertyRuns';
import {
  arbitraryLiteral,
  arbitrarySearchedLog,
  findNaively,
  seeLine,
  seeNaively,
} from './__testUtils__/searchedLogs';
import { createLineMatcher } from './LineMatcher';
import { LineSearch, LineSearchOptions } from './LineSearch';

function search(
  chunks: Buffer[],
  query: AzureBlobLogQuery,
  options: Partial<LineSearchOptions> = {},
) {
  const lines = new LineSearch({
    matcher: createLineMatcher(query),
    ...{ encoding: 'utf-8', offset: 0, line: 1, from: 1, limit: 1_000 },
    ...options,
  });
  for (const chunk of chunks) {
    Array.from(lines.add(chunk));
  }
  lines.finish();
  return { hits: lines.takeHits(), count: lines.count, isCut: lines.isCut };
}

const sizes = fc.array(fc.integer({ min: 1, max: 60 }), {
  minLength: 1,
  maxLength: 5,
});

describe('LineSearch', () => {
  jest.setTimeout(propertyTimeout());

  it('should find in the visible text what a slow reader finds, however it is cut', () => {
    fc.assert(
      fc.property(
        arbitrarySearchedLog,
        arbitraryLiteral,
        fc.record({ case: fc.boolean(), word: fc.boolean() }),
        sizes,
        fc.integer({ min: 1, max: 6 }),
        (log, q, options, cut, from) => {
          const query = { q, ...options };
          const expected = seeNaively(log).flatMap(seen => {
            const ranges = findNaively(seen.text, query);
            return seen.number >= from && ranges.length > 0
              ? [{ line: seen.number, offset: seen.offset, ranges }]
              : [];
          });
          const { hits, count } = search(splitBytes(log, cut), query, { from });
          expect(
            hits.map(({ line, offset, ranges }) => ({ line, offset, ranges })),
          ).toEqual(
            expected.map(hit => ({ ...hit, ranges: hit.ranges.slice(0, 20) })),
          );
          expect(count).toBe(expected.length);
        },
      ),
      propertyRuns(),
    );
  });

  it('should find the same by an expression, with and without a literal to go by', () => {
    const quote = (text: string) => text.replace(/[^A-Za-z0-9]/g, '\\$&');
    fc.assert(
      fc.property(
        arbitrarySearchedLog,
        arbitraryLiteral.filter(literal => /^[ -~]+$/.test(literal)),
        fc.boolean(),
        sizes,
        (log, q, caseSensitive, cut) => {
          const chunks = splitBytes(log, cut);
          const expected = search(chunks, { q, case: caseSensitive });
          const regex = { regex: true, case: caseSensitive };
          expect(search(chunks, { q: quote(q), ...regex })).toEqual(expected);
          // The class is no literal that it could go by.
          const inClass = `[${quote(q[0])}]${quote(q.slice(1))}`;
          expect(search(chunks, { q: inClass, ...regex })).toEqual(expected);
        },
      ),
      propertyRuns(),
    );
  });

  it('should read UTF-16 as it reads UTF-8', () => {
    fc.assert(
      fc.property(
        arbitrarySearchedLog,
        arbitraryLiteral,
        fc.constantFrom('utf-16le' as const, 'utf-16be' as const),
        sizes,
        (log, q, encoding, cut) => {
          const text = log.toString('utf8');
          const bytes = Buffer.from(text, 'utf16le');
          const encoded = encoding === 'utf-16be' ? bytes.swap16() : bytes;
          const narrow = search([Buffer.from(text)], { q });
          const wide = search(splitBytes(encoded, cut), { q }, { encoding });
          const lines = text.split('\n');
          expect(wide.count).toBe(narrow.count);
          expect(wide.hits).toEqual(
            narrow.hits.map(hit => ({
              ...hit,
              offset:
                lines.slice(0, hit.line - 1).join('\n').length * 2 +
                (hit.line > 1 ? 2 : 0),
            })),
          );
        },
      ),
      propertyRuns(),
    );
  });

  it('should give the lines around the first match, and the first 20 matches', () => {
    const text = `${'漢'.repeat(1_000)}needle${' needle'.repeat(
      30,
    )}${'🚀'.repeat(500)}`;
    const { hits } = search([Buffer.from(text)], { q: 'NEEDLE' });
    expect(hits).toHaveLength(1);
    const [{ ranges, preview, previewStart }] = hits;
    expect(ranges).toHaveLength(20);
    expect(ranges[0]).toEqual([1_000, 6]);
    expect(previewStart).toBe(900);
    expect(preview).toBe(text.slice(900, 1_300));
    const late = search([Buffer.from(`${'🚀'.repeat(400)}x`)], { q: 'x' });
    expect(late.hits[0]).toMatchObject({
      preview: `${'🚀'.repeat(199)}x`,
      previewStart: 402,
    });
  });

  it('should count all hits, and keep as many as are wanted', () => {
    const log = Buffer.from('an error\n'.repeat(50));
    const { hits, count } = search([log], { q: 'error' }, { limit: 3 });
    expect(hits.map(({ line }) => line)).toEqual([1, 2, 3]);
    expect(count).toBe(50);
  });

  it('R12: should look through the first MiB of a line without an end, and say so', () => {
    const long = Buffer.from(
      `first ${'x'.repeat(3 * 1024 * 1024)} last\nlast\n`,
    );
    const found = search(splitBytes(long, [60_000]), { q: 'last' });
    expect(found).toMatchObject({ count: 1, isCut: true });
    expect(found.hits[0]).toMatchObject({ line: 2, offset: long.length - 5 });
    expect(search(splitBytes(long, [60_000]), { q: 'first' }).count).toBe(1);
  });

  it('C9: should read a line full of strings that never end in linear time', () => {
    const begun = Date.now();
    const line = `${'\u001b]'.repeat(500_000)}needle`;
    expect(search([Buffer.from(line)], { q: 'needle' }).count).toBe(1);
    expect(Date.now() - begun).toBeLessThan(5_000);
    expect(seeLine([...'\u001b]0;title\u0007text\u001b]0;open'])).toBe(
      'text0;open',
    );
  });
});
