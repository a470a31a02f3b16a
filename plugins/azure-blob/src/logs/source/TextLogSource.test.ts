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

import { toLogRows } from './LogRow';
import { TextLogSource } from './TextLogSource';

const ESC = '\u001b';
const REVISION = '';
const { signal } = new AbortController();

describe('TextLogSource', () => {
  it('should give lines by number and by byte', async () => {
    const source = new TextLogSource('a.log', 'one\nzwölf\nthree\n');
    const log = await source.getLog();
    expect(log.size).toBe(17);
    expect(log.index.lines).toBe(3);
    const { lines, end } = await source.getLines({ from: 2, count: 9 });
    expect(lines.map(({ number, offset }) => [number, offset])).toEqual([
      [2, 4],
      [3, 11],
    ]);
    expect(end).toBe(true);
    for (const at of [4, 7, 10]) {
      const answer = await source.getLines({ at, count: 1 });
      expect(answer.lines[0]).toMatchObject({ number: 2, text: 'zwölf' });
    }
  });

  it('should carry colours to any line', async () => {
    const lines = Array.from({ length: 1200 }, (_, index) => `line ${index}`);
    lines[3] = `${ESC}[1;38;5;208;48;2;1;2;3mfrom here`;
    const source = new TextLogSource('a.log', lines);
    const answer = await source.getLines({ from: 1101, count: 1 });
    expect(toLogRows(answer)[0].spans[0].style).toEqual({
      ...{ bold: true, foreground: 208, background: '#010203' },
    });
  });

  it.each([
    ['GitHub', ['##[group]a', 'b', '##[endgroup]', 'c'], [1], [3]],
    ['commands', ['::group::a', '::group::b', '::endgroup::'], [1, 2], [3, 3]],
    [
      'GitLab',
      ['section_start:1:a\r\u001b[0KA', 'b', 'section_end:2:a\r\u001b[0K'],
      [1],
      [3],
    ],
    ['Buildkite', ['--- a', 'b', '+++ c', 'd', '~~~ e'], [1, 3, 5], [2, 4, 5]],
  ])('should find the groups of %s', async (_, lines, first, last) => {
    const { groups } = await new TextLogSource('a.log', lines).getOutline();
    expect(groups).toMatchObject({ first, last });
  });

  it('should open the group that an error is in', async () => {
    const source = new TextLogSource('a.log', [
      ...['##[group]a', 'fine', '##[endgroup]'],
      ...['##[group]b', 'ERROR no', 'warning: old', '##[endgroup]'],
    ]);
    const outline = await source.getOutline();
    expect(outline.groups.open).toEqual([1]);
    expect(outline.errors).toEqual([5]);
    expect(outline.warnings).toEqual([6]);
  });

  it('should find what a log in storage would report', async () => {
    const source = new TextLogSource('a.log', [
      '2026-11-22T10:00:00Z src/a.ts(1,2): error TS2322: not a string',
      'npm warn deprecated left-pad',
      'no error, and 0 failed',
      `${ESC}[31mFinished: FAILURE${ESC}[0m`,
    ]);
    const { errors, warnings } = await source.getOutline();
    expect(errors).toEqual([1, 4]);
    expect(warnings).toEqual([2]);
  });

  it('should find text, words and expressions', async () => {
    const source = new TextLogSource('a.log', [
      `re${ESC}[31mfund`,
      'Refunds',
      'other',
    ]);
    const find = async (query: object) => {
      const lines = [];
      const all = { q: 'refund', ...query };
      for await (const event of source.search(all, REVISION, signal)) {
        if (event.type === 'hits') {
          lines.push(...event.hits.map(({ line }) => line));
        }
      }
      return lines;
    };
    expect(await find({})).toEqual([1, 2]);
    expect(await find({ case: true })).toEqual([1]);
    expect(await find({ word: true })).toEqual([1]);
    expect(await find({ q: '^o.*r$', regex: true })).toEqual([3]);
    expect(await find({ from: 2 })).toEqual([2]);
    const broken = source.search({ q: '(', regex: true }, REVISION, signal);
    expect((await broken[Symbol.asyncIterator]().next()).value).toMatchObject({
      type: 'error',
      code: 'InvalidRequest',
    });
  });

  it('should tell of lines that are added, once and in order', async () => {
    const source = new TextLogSource('a.log', ['one'], { isGrowing: true });
    const { size } = await source.getLog();
    const seen: string[] = [];
    const following = (async () => {
      for await (const event of source.tail(size, REVISION, signal)) {
        seen.push(
          ...(event.type === 'lines'
            ? event.lines.map(({ text }) => text)
            : [event.type]),
        );
      }
    })();
    source.append('two', 'three');
    await Promise.resolve();
    source.append('four');
    source.end();
    await following;
    expect(seen).toEqual(['two', 'three', 'four', 'end']);
  });
});
