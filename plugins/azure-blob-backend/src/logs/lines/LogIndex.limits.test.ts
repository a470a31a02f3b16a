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

import { indexText } from '../../__testUtils__/indexedLogs';
import { LogIndex } from './LogIndex';

const REVISION = 'r1';

describe('LogIndex of hostile logs', () => {
  it('R12: should keep little of a line of 100 MB', () => {
    const index = new LogIndex();
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    index.add(Buffer.from('ERROR '));
    for (let i = 0; i < 100; i++) {
      index.add(chunk);
    }
    expect(index.summarize()).toMatchObject({ lines: 0, errors: 0 });
    index.finish();
    expect(index.summarize()).toMatchObject({ lines: 1, errors: 1 });
    expect(index.indexedBytes).toBe(6 + 100 * chunk.length);
    expect(index.serialize().length).toBeLessThan(1_000);
  });

  it('should count all and keep a bounded number', () => {
    const index = indexText(
      '##[group]x\nERROR\nWARN\n##[endgroup]\n'.repeat(210_000),
    );
    const { groups, sections, errors, warnings } = index.toOutline(REVISION);
    expect(index.summarize()).toMatchObject({
      ...{ groups: 210_000, errors: 210_000, warnings: 210_000 },
    });
    expect(groups.first).toHaveLength(200_000);
    expect(groups.last).toHaveLength(200_000);
    expect(groups.open).toHaveLength(200_000);
    expect(sections).toHaveLength(1_000);
    expect(errors).toHaveLength(10_000);
    expect(warnings).toHaveLength(10_000);
    const restored = LogIndex.restore(index.serialize());
    expect(restored.toOutline(REVISION)).toEqual(index.toOutline(REVISION));
  });

  it('should survive groups that never end', () => {
    const index = indexText('##[group]x\n'.repeat(100_000));
    const { groups } = index.toOutline(REVISION);
    expect(groups.first).toHaveLength(64);
    expect(groups.last.every(line => line === 100_000)).toBe(true);
  });

  it.each([
    '#',
    'error',
    'error\n',
    'ERROR: 0 ',
    '7',
    '\u001b[',
    '\u001b[31',
    '\u001b]8;;',
    '2026-11-21T10:00:00Z',
    '2026-11-21T10:00:00x\n',
    'section_start:1:a\r',
    '--- ',
    '\n',
    'a.',
  ])('C11: should read a log of nothing but %j in linear time', part => {
    const chunk = Buffer.from(part.repeat(Math.ceil(65_536 / part.length)));
    const timeOf = (chunks: number) => {
      const index = new LogIndex();
      const start = performance.now();
      for (let i = 0; i < chunks; i++) {
        index.add(chunk);
      }
      index.finish();
      return performance.now() - start;
    };
    timeOf(8);
    const base = timeOf(8);
    // With room for whatever else this machine does.
    expect(timeOf(32)).toBeLessThan(20 * base + 500);
  });

  it('should agree with what it is estimated to take', () => {
    expect(LogIndex.estimateBytes(0)).toBeLessThan(64 * 1024);
    expect(LogIndex.estimateBytes(2 ** 40)).toBeLessThan(16 * 1024 * 1024);
  });
});
