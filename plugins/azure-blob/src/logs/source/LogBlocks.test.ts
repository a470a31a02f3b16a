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

import { AzureBlobLogLines } from 'backstage-plugin-azure-blob-common';
import { LogBlocks } from './LogBlocks';
import { LogSource } from './LogSource';

const BLOCK = 10;
const LINES = 1000;

type Position = Parameters<LogSource['getLines']>[0];

function createSource(
  answer: (position: Position) => Partial<AzureBlobLogLines> = () => ({}),
) {
  const requests: { from: number; signal: AbortSignal }[] = [];
  const source: LogSource = {
    key: 'log',
    getLog: () => Promise.reject(new Error('not asked for')),
    getLines: async (position, revision, signal) => {
      const from = 'from' in position ? position.from : 0;
      requests.push({ from, signal });
      await Promise.resolve();
      const lines = Array.from({ length: position.count }, (_, index) => ({
        number: from + index,
        offset: 0,
        text: `line ${from + index}`,
      }));
      return { revision, lines, style: '', end: false, ...answer(position) };
    },
  };
  return { source, requests };
}

function createBlocks(source: LogSource, capacity = 3) {
  return new LogBlocks({
    source,
    revision: 'a',
    blockSize: BLOCK,
    capacity,
    pace: 0,
  });
}

async function settle() {
  await new Promise(resolve => setTimeout(resolve, 5));
}

function textOf(blocks: LogBlocks, line: number) {
  return blocks
    .getRow(line)
    ?.spans.map(span => span.text)
    .join('');
}

describe('LogBlocks', () => {
  it('should read what is looked at, and one block further', async () => {
    const { source, requests } = createSource();
    const blocks = createBlocks(source);
    blocks.show({ first: 35, last: 44, lines: LINES });
    await settle();

    expect(requests.map(({ from }) => from)).toEqual([31, 41, 51]);
    expect(textOf(blocks, 35)).toBe('line 35');
    expect(textOf(blocks, 44)).toBe('line 44');
    expect(blocks.getRow(1)).toBeUndefined();
  });

  it('should read ahead upwards when that is where it goes', async () => {
    const { source, requests } = createSource();
    const blocks = createBlocks(source, 10);
    blocks.show({ first: 91, last: 95, lines: LINES });
    await settle();
    blocks.show({ first: 81, last: 85, lines: LINES });
    await settle();
    expect(requests.map(({ from }) => from)).toEqual([91, 101, 81, 71]);
  });

  it('should not ask twice for what it has, nor behind the end', async () => {
    const { source, requests } = createSource();
    const blocks = createBlocks(source);
    for (const first of [991, 992, 993]) {
      blocks.show({ first, last: 1000, lines: LINES });
      await settle();
    }
    expect(requests.map(({ from }) => from)).toEqual([991]);
  });

  it('should abort what was skipped over, and forget its answer', async () => {
    const { source, requests } = createSource();
    const blocks = createBlocks(source);
    blocks.show({ first: 1, last: 5, lines: LINES });
    blocks.show({ first: 501, last: 505, lines: LINES });
    await settle();

    expect(requests.map(({ from, signal }) => [from, signal.aborted])).toEqual([
      [1, true],
      [11, true],
      [501, false],
      [511, false],
    ]);
    expect(blocks.getRow(1)).toBeUndefined();
    expect(blocks.error).toBeUndefined();
  });

  it('should forget what has not been looked at the longest', async () => {
    const { source } = createSource();
    const blocks = createBlocks(source, 3);
    for (const first of [1, 101, 1, 201]) {
      blocks.show({ first, last: first, lines: LINES });
      await settle();
    }
    expect(textOf(blocks, 1)).toBe('line 1');
    expect(textOf(blocks, 201)).toBe('line 201');
    expect(blocks.getRow(101)).toBeUndefined();
  });

  it('should read on where an answer is shorter than asked for', async () => {
    const { source, requests } = createSource(position => ({
      lines: [{ number: 0, offset: 0, text: JSON.stringify(position) }],
    }));
    const blocks = createBlocks(source);
    blocks.show({ first: 1, last: 3, lines: 3 });
    await settle();
    expect(requests.map(({ from }) => from)).toEqual([1, 2, 3]);
    expect(textOf(blocks, 3)).toBe('{"from":3,"count":1}');
  });

  it('should read a block again when lines have been added to it', async () => {
    const { source, requests } = createSource();
    const blocks = createBlocks(source);
    blocks.show({ first: 1, last: 4, lines: 4 });
    await settle();
    blocks.show({ first: 1, last: 4, lines: 8 });
    await settle();
    expect(requests).toHaveLength(2);
    expect(textOf(blocks, 8)).toBe('line 8');
  });

  it('should stop at an error, and go on when told to', async () => {
    let isDown = true;
    const { source } = createSource(() => {
      if (isDown) {
        throw new Error('down');
      }
      return {};
    });
    const blocks = createBlocks(source);
    const onChange = jest.fn();
    blocks.subscribe(onChange);
    blocks.show({ first: 1, last: 4, lines: 4 });
    await settle();
    expect(blocks.error).toEqual(new Error('down'));

    isDown = false;
    blocks.retry();
    await settle();
    expect(blocks.error).toBeUndefined();
    expect(textOf(blocks, 1)).toBe('line 1');
    expect(onChange).toHaveBeenCalled();
  });

  it('should begin a block in the colours of the block before', async () => {
    const { source } = createSource(() => ({ style: '\u001b[31m' }));
    const blocks = createBlocks(source);
    blocks.show({ first: 11, last: 12, lines: 20 });
    await settle();
    expect(blocks.getRow(11)?.spans[0].style).toEqual({ foreground: 1 });
  });
});
