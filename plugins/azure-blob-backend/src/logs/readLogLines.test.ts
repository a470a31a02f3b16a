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

import * as fc from 'fast-check';
import { arbitraryLog, readNaively, splitBytes } from '../__testUtils__/logs';
import { MemoryBlobStore } from '../__testUtils__/MemoryBlobStore';
import { LogIndex, TextEncoding } from './lines';
import { LogPosition, readLogLines } from './readLogLines';
import { openLogText } from './text';

const PATH = 'build.log';
const LIMITS = {
  linesPerCheckpoint: 3,
  bytesPerCheckpoint: 64,
  maxCheckpoints: 5,
};

async function readLines(
  content: Buffer | string,
  position: LogPosition,
  options: {
    count?: number;
    index?: LogIndex;
    sizes?: number[];
    encoding?: TextEncoding;
  } = {},
) {
  const { count = 500, index, sizes, encoding = 'utf-8' } = options;
  const blobs = new MemoryBlobStore({ [PATH]: content });
  if (sizes) {
    blobs.transform = bytes => splitBytes(bytes, sizes);
  }
  const details = await blobs.getDetails(PATH);
  const format = { encoding, isBinary: false };
  const text = await openLogText({
    ...{ blobs, path: PATH, details },
    index: { format },
  });
  const { answer } = await readLogLines({
    text,
    index,
    position,
    count,
  });
  return { ...answer, reads: blobs.reads };
}

function createIndex(content: Buffer, sizes: number[], until = Infinity) {
  const index = new LogIndex(LIMITS);
  for (const chunk of splitBytes(content.subarray(0, until), sizes)) {
    index.add(chunk);
  }
  if (until >= content.length) {
    index.finish();
  }
  return index;
}

describe('readLogLines', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), {
    minLength: 1,
    maxLength: 5,
  });

  it('should agree with a reading of the whole log, however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryLog,
        sizes,
        sizes,
        fc.nat(),
        fc.integer({ min: 1, max: 12 }),
        async (content, indexSizes, readSizes, seed, count) => {
          const all = readNaively(content);
          const index = createIndex(content, indexSizes);
          expect(index.lines).toBe(all.length);
          expect(index.indexedBytes).toBe(content.length);
          expect(index.checkpointCount).toBeLessThanOrEqual(5);

          const from = (seed % (all.length + 2)) + 1;
          const wanted = all.slice(from - 1, from - 1 + count);
          const expected = {
            lines: wanted.map(({ style: _, ...line }) => line),
            style: wanted[0]?.style ?? '',
            end: from - 1 + count >= all.length,
          };
          const options = { count, sizes: readSizes };
          expect(
            await readLines(content, { from }, { ...options, index }),
          ).toMatchObject(expected);

          const at = seed % (content.length + 5);
          const first = all.findIndex(
            (_, i) => at < (all[i + 1]?.offset ?? content.length),
          );
          const after = first === -1 ? [] : all.slice(first, first + count);
          const expectedAt = {
            lines: after.map(({ style: _, ...line }) => line),
            style: after[0]?.style ?? '',
            end: first === -1 || first + count >= all.length,
          };
          expect(
            await readLines(content, { at }, { ...options, index }),
          ).toMatchObject(expectedAt);
          // So near the start, the same holds without any index.
          expect(await readLines(content, { at }, options)).toMatchObject(
            expectedAt,
          );
          expect(await readLines(content, { from }, options)).toMatchObject(
            expected,
          );
        },
      ),
      { numRuns: 400 },
    );
  });

  it('should give the same lines from an index that is not complete yet', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryLog,
        sizes,
        fc.nat(),
        async (content, cut, seed) => {
          const all = readNaively(content);
          const index = createIndex(content, cut, seed % (content.length + 1));
          const from = (seed % (all.length + 1)) + 1;
          fc.pre(index.coversLine(from));
          const { lines } = await readLines(content, { from }, { index });
          expect(lines).toMatchObject(
            all
              .slice(from - 1)
              .map(({ number, offset, text }) => ({ number, offset, text })),
          );
        },
      ),
    );
  });

  it('R12: should read UTF-16 by its code units, however it is cut', async () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '漢', '🚀', '\u0a0a', '\u000d', '\n'),
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(
        text,
        sizes,
        fc.constantFrom<TextEncoding>('utf-16le', 'utf-16be'),
        fc.boolean(),
        fc.nat(),
        async (log, cut, encoding, isOdd, seed) => {
          const little = Buffer.from(log, 'utf16le');
          const whole = encoding === 'utf-16le' ? little : little.swap16();
          const content = Buffer.concat([whole, Buffer.alloc(isOdd ? 1 : 0)]);
          const lines = log.split('\n');
          const all = lines
            .map((line, i) => ({
              number: i + 1,
              offset: 2 * lines.slice(0, i).join('\n').length + (i && 2),
              text: line,
            }))
            .filter(({ offset }) => offset < whole.length);
          const index = new LogIndex({ ...LIMITS, encoding });
          for (const chunk of splitBytes(content, cut)) {
            index.add(chunk);
          }
          index.finish();
          expect(index.lines).toBe(all.length);

          const from = (seed % (all.length + 1)) + 1;
          const options = { index, sizes: cut, encoding };
          expect(await readLines(content, { from }, options)).toMatchObject({
            lines: all.slice(from - 1),
            end: true,
          });
          const at = seed % (whole.length + 1);
          const first = all.filter(({ offset }) => offset <= at).length - 1;
          const unindexed = { sizes: cut, encoding };
          expect(await readLines(content, { at }, unindexed)).toMatchObject({
            lines: at < whole.length ? all.slice(first) : [],
            end: true,
          });
        },
      ),
      { numRuns: 400 },
    );
  });

  it('should look back to an even byte in UTF-16, and cut between characters', async () => {
    const log = `${'x'.repeat(40_000)}\n${'🚀'.repeat(30_000)}\nend`;
    const content = Buffer.from(log, 'utf16le');
    const encoding = 'utf-16le';
    for (const at of [content.length - 3, content.length - 2]) {
      const { lines } = await readLines(content, { at }, { encoding });
      expect(lines).toEqual([{ offset: content.length - 6, text: 'end' }]);
    }
    const odd = `a${'🚀'.repeat(30_000)}`;
    const { lines } = await readLines(
      Buffer.from(odd, 'utf16le').swap16(),
      { from: 1 },
      { encoding: 'utf-16be' },
    );
    expect(lines[0].text).toBe(`a${'🚀'.repeat(16_383)}`);
    expect(lines[0].omittedBytes).toBe(4 * (30_000 - 16_383));
  });

  it('should read a window only, where lines are known', async () => {
    const content = Buffer.from('0123456789\n'.repeat(10_000));
    const index = new LogIndex();
    index.add(content);
    index.finish();
    const { lines, reads, end } = await readLines(
      content,
      { from: 5_100 },
      { index, count: 10 },
    );
    expect(lines[0]).toEqual({
      number: 5_100,
      offset: 5_099 * 11,
      text: '0123456789',
    });
    expect(lines).toHaveLength(10);
    expect(end).toBe(false);
    expect(reads.map(({ range }) => range)).toEqual([
      { offset: 4_864 * 11, count: 256 * 11 },
    ]);
  });

  it('should find the start of a line far from any line that is known', async () => {
    const content = `${'x'.repeat(70_000)}\n${'y'.repeat(300_000)}\nend`;
    const known = await readLines(content, { at: 380_000 });
    expect(known).toMatchObject({ lines: [], end: true });

    const end = await readLines(content, { at: 370_003 });
    expect(end).toMatchObject({
      lines: [{ offset: 370_002, text: 'end' }],
      end: true,
    });
    expect(end.lines[0]).not.toHaveProperty('number');
    expect(end.reads.map(({ range }) => range?.offset)).toEqual([
      370_003 - 65_536,
    ]);

    const long = await readLines(content, { at: 300_000 });
    expect(long.lines[0]).toMatchObject({ offset: 70_001, number: 2 });
    expect(long.lines[0].omittedBytes).toBe(300_000 - 65_536);
  });

  it('should begin within a line that is longer than it looks back', async () => {
    const content = `first\n${'x'.repeat(3_000_000)}\nend`;
    const { lines } = await readLines(content, { at: 2_000_000 });
    const start = 2_000_000 - 1024 * 1024;
    expect(lines).toEqual([
      {
        offset: start,
        text: 'x'.repeat(65_536),
        omittedBytes: 6 + 3_000_000 - start - 65_536,
      },
      { offset: 3_000_007, text: 'end' },
    ]);
  });

  it('should cut long lines between characters', async () => {
    const text = `a${'漢'.repeat(30_000)}`;
    const { lines } = await readLines(`${text}\nnext`, { from: 1 });
    expect(lines[0].text).toBe(`a${'漢'.repeat(21_845)}`);
    expect(lines[0].omittedBytes).toBe(3 * (30_000 - 21_845));
    expect(lines[1]).toEqual({ number: 2, offset: 90_002, text: 'next' });
  });

  it('should answer with fewer lines than fit in an answer, and go on after them', async () => {
    const content = `${'x'.repeat(100_000)}\n`.repeat(200);
    const first = await readLines(content, { from: 1 });
    expect(first.lines).toHaveLength(64);
    expect(first.end).toBe(false);
    const rest = await readLines(content, { from: 190 });
    expect(rest.lines).toHaveLength(11);
    expect(rest.end).toBe(true);
  });

  it('should know an empty log and one without a last line feed', async () => {
    expect(await readLines('', { from: 1 })).toMatchObject({
      lines: [],
      style: '',
      end: true,
    });
    expect(await readLines('', { at: 0 })).toMatchObject({
      lines: [],
      end: true,
    });
    expect(await readLines('\n', { from: 1 })).toMatchObject({
      lines: [{ number: 1, offset: 0, text: '' }],
      end: true,
    });
    expect(await readLines('a\r\nb', { from: 1 })).toMatchObject({
      lines: [{ text: 'a\r' }, { text: 'b' }],
      end: true,
    });
  });
});
