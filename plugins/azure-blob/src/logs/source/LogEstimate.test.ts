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
import { LogEstimate } from './LogEstimate';
import { readOpening } from './readOpening';
import { TextLogSource } from './TextLogSource';

function textOf(row: ReturnType<LogEstimate['getRow']>) {
  return row?.spans.map(span => span.text).join('');
}

/** Lines of very different lengths, so that no estimate is right. */
function createLines(count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => `${index + 1}:${'x'.repeat((index * 7919) % 160)}`,
  );
}

async function createEstimate(
  lines: string[],
  hint?: { line: number; byte: number },
) {
  const source = new TextLogSource('a.log', lines);
  const log = await source.getLog();
  const { signal } = new AbortController();
  const opening = await readOpening(source, log, hint, signal);
  const { revision, size } = log;
  const estimate = new LogEstimate({ source, revision, size, opening });
  return { source, estimate, log };
}

async function settle() {
  for (let turn = 0; turn < 20; turn += 1) {
    await jest.advanceTimersByTimeAsync(150);
  }
}

describe('LogEstimate', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('should begin with the end of the log', async () => {
    const lines = createLines(20_000);
    const { estimate } = await createEstimate(lines);
    expect(textOf(estimate.getRow(estimate.lines))).toBe(lines.at(-1));
    expect(Math.abs(estimate.lines / 20_000 - 1)).toBeLessThan(0.1);
  });

  it('should begin at the byte of a link, with the number of the link', async () => {
    const lines = createLines(20_000);
    const byte = lines.slice(0, 12_344).join('\n').length + 1;
    const { estimate } = await createEstimate(lines, { line: 12_345, byte });
    expect(textOf(estimate.getRow(12_345))).toBe(lines[12_344]);
  });

  it('should not take a byte for the start of a line that is none', async () => {
    const lines = createLines(20_000);
    const { estimate } = await createEstimate(lines, { line: 9, byte: 100 });
    expect(textOf(estimate.getRow(estimate.lines))).toBe(lines.at(-1));
  });

  it('should read any place, and on from it in both directions', async () => {
    const lines = createLines(20_000);
    const place = fc.record({
      start: fc.double({ min: 0, max: 1, noNaN: true }),
      moves: fc.array(fc.integer({ min: -400, max: 400 }), { maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(place, async ({ start, moves }) => {
        const { estimate } = await createEstimate(lines);
        let first = Math.max(1, Math.floor(start * estimate.lines) - 40);
        for (const move of [0, ...moves]) {
          first = Math.max(1, Math.min(first + move, estimate.lines - 40));
          estimate.show(first, first + 40);
          await settle();
          const seen = [];
          for (let line = first; line <= first + 40; line += 1) {
            const text = textOf(estimate.getRow(line));
            if (text !== undefined) {
              seen.push(text);
            }
          }
          const at = lines.indexOf(seen[0]);
          expect(at).toBeGreaterThanOrEqual(0);
          expect(seen).toEqual(lines.slice(at, at + seen.length));
          // Near an edge the estimate runs out of lines before the log does.
          expect(seen.length).toBeGreaterThan(0);
        }
        estimate.close();
      }),
      { numRuns: 40 },
    );
  });

  it('should be exact where the lines have been counted', async () => {
    const lines = createLines(20_000);
    const { estimate } = await createEstimate(lines);
    estimate.learn(5000);
    estimate.show(1200, 1240);
    await settle();
    expect(textOf(estimate.getRow(1234))).toBe(lines[1233]);
  });

  it('should stop at an error, and go on when told to', async () => {
    const { source, estimate } = await createEstimate(createLines(20_000));
    const broken = jest
      .spyOn(source, 'getLines')
      .mockRejectedValue(new Error('down'));
    estimate.show(1, 40);
    await settle();
    expect(estimate.error).toEqual(new Error('down'));
    expect(broken).toHaveBeenCalledTimes(1);
    broken.mockRestore();
    estimate.retry();
    await settle();
    expect(textOf(estimate.getRow(1))).toBe('1:');
  });
});
