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
import {
  arbitraryToolLog,
  indexNaively,
  indexText,
} from '../../__testUtils__/indexedLogs';
import {
  arbitraryLog,
  readNaively,
  splitBytes,
} from '../../__testUtils__/logs';
import {
  propertyRuns,
  propertyTimeout,
} from '../../__testUtils__/propertyRuns';
import { TextEncoding } from './detectText';
import { LogIndex } from './LogIndex';

const LIMITS = {
  linesPerCheckpoint: 3,
  bytesPerCheckpoint: 64,
  maxCheckpoints: 7,
};
const REVISION = 'r1';

const sizes = fc.array(fc.integer({ min: 1, max: 400 }), {
  minLength: 1,
  maxLength: 5,
});
const encodings = fc.constantFrom<TextEncoding>(
  'utf-8',
  'utf-16le',
  'utf-16be',
);

function encode(text: string, encoding: TextEncoding): Buffer {
  if (encoding === 'utf-8') {
    return Buffer.from(text);
  }
  const bytes = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16le' ? bytes : bytes.swap16();
}

function createIndex(chunks: Uint8Array[], encoding?: TextEncoding): LogIndex {
  const index = new LogIndex({ ...LIMITS, encoding });
  for (const chunk of chunks) {
    index.add(chunk);
  }
  index.finish();
  return index;
}

/** All that can be asked of an index. */
function describeIndex(index: LogIndex) {
  const { lines, indexedBytes, checkpointCount, complete } = index;
  return {
    ...{ lines, indexedBytes, checkpointCount, complete },
    checkpoints: Array.from({ length: lines + 2 }, (_, i) =>
      index.findLine(i + 1),
    ),
    summary: index.summarize(),
    outline: index.toOutline(REVISION),
  };
}

describe('LogIndex', () => {
  it(
    'should agree with a look at each line, however the log is cut',
    () => {
      fc.assert(
        fc.property(arbitraryToolLog, sizes, (log, cut) => {
          const content = Buffer.from(log);
          const expected = indexNaively(log);
          for (const chunks of [[content], splitBytes(content, cut)]) {
            const index = createIndex(chunks);
            const outline = index.toOutline(REVISION);
            const summary = index.summarize();
            expect(outline).toMatchObject(expected.outline);
            expect(
              outline.sections.map(({ line, lastLine }) => [line, lastLine]),
            ).toEqual(expected.sections);
            expect(summary.lines).toBe(expected.lines);
            expect(summary.errors).toBe(expected.outline.errors.length);
            expect(summary.firstError).toBe(expected.outline.errors[0]);
            expect(summary.startedAt).toBe(format(expected.times[0]));
            expect(summary.endedAt).toBe(format(expected.times.at(-1)));
          }
        }),
        propertyRuns(),
      );
    },
    propertyTimeout(),
  );

  it(
    'R12: should know the same of every split, in every encoding',
    () => {
      fc.assert(
        fc.property(
          arbitraryToolLog,
          sizes,
          encodings,
          (log, cut, encoding) => {
            const content = encode(log, encoding);
            const whole = describeIndex(createIndex([content], encoding));
            expect(
              describeIndex(createIndex(splitBytes(content, cut), encoding)),
            ).toEqual(whole);
            expect(whole.lines).toBe(indexNaively(log).lines);
          },
        ),
        propertyRuns(),
      );
    },
    propertyTimeout(),
  );

  it(
    'should know the offset and the style of lines, whatever bytes they are of',
    () => {
      fc.assert(
        fc.property(arbitraryLog, sizes, (content, cut) => {
          const lines = readNaively(content);
          for (const chunks of [[content], splitBytes(content, cut)]) {
            const index = createIndex(chunks);
            expect(index.lines).toBe(lines.length);
            for (const number of lines.keys()) {
              const { line, offset, style } = index.findLine(number + 1);
              expect(lines[line - 1]).toMatchObject({ offset, style });
              expect(number + 1 - line).toBeLessThan(lines.length);
            }
          }
        }),
        propertyRuns(),
      );
    },
    propertyTimeout(),
  );

  it(
    'should come to the same after it was stored, ended and gone on with',
    () => {
      fc.assert(
        fc.property(
          fc.oneof(
            arbitraryToolLog.map(log => Buffer.from(log)),
            arbitraryLog,
          ),
          sizes,
          fc.array(fc.constantFrom('store', 'finish', 'none'), {
            minLength: 1,
          }),
          encodings,
          (content, cut, steps, encoding) => {
            let index = new LogIndex({ ...LIMITS, encoding });
            const stored: unknown[] = [];
            const restored: unknown[] = [];
            for (const [i, chunk] of splitBytes(content, cut).entries()) {
              index.add(chunk);
              const step = steps[i % steps.length];
              if (step === 'finish') {
                index.finish();
              } else if (step === 'store') {
                stored.push(describeIndex(index));
                index = LogIndex.restore(index.serialize());
                restored.push(describeIndex(index));
              }
            }
            index.finish();
            expect(restored).toEqual(stored);
            expect(describeIndex(index)).toEqual(
              describeIndex(createIndex([content], encoding)),
            );
            expect(describeIndex(LogIndex.restore(index.serialize()))).toEqual(
              describeIndex(index),
            );
          },
        ),
        propertyRuns(),
      );
    },
    propertyTimeout(),
  );

  it('should have groups of which one holds another, or they are apart', () => {
    fc.assert(
      fc.property(arbitraryToolLog, log => {
        const index = indexText(log);
        const { first, last } = index.toOutline(REVISION).groups;
        for (const [a, begin] of first.entries()) {
          expect(begin).toBeLessThanOrEqual(last[a]);
          expect(last[a]).toBeLessThanOrEqual(index.lines);
          for (let b = a + 1; b < first.length; b++) {
            expect(first[b]).toBeGreaterThan(begin);
            expect(first[b] > last[a] || last[b] <= last[a]).toBe(true);
          }
        }
      }),
      propertyRuns(),
    );
  });

  it('should refuse what is no index, and neither hang nor swell', () => {
    const index = indexText(
      '##[group]a\nERROR\n##[endgroup]\n2026-11-21T10:00:00Z \u001b[31mx\n'.repeat(
        20,
      ),
    );
    const known = describeIndex(index);
    const stored = index.serialize();
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array().map(bytes => Buffer.from(bytes)),
          fc.nat(stored.length - 1).map(length => stored.subarray(0, length)),
          fc
            .tuple(fc.nat(stored.length - 1), fc.integer({ min: 1, max: 255 }))
            .map(([at, change]) => {
              const changed = Buffer.from(stored);
              changed[at] ^= change;
              return changed;
            }),
        ),
        bytes => {
          const restored = tryRestore(bytes);
          // Some bits of the compressed form have no meaning.
          expect(restored ?? known).toEqual(known);
        },
      ),
      propertyRuns(),
    );
  });
});

function format(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}

function tryRestore(bytes: Buffer) {
  try {
    return describeIndex(LogIndex.restore(bytes));
  } catch {
    return undefined;
  }
}
