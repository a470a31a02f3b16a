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
  AzureBlobErrorCode,
  AzureBlobLog,
  AzureBlobLogLine,
  AzureBlobLogPosition,
  AzureBlobLogTailEvent,
} from 'backstage-plugin-azure-blob-common';
import { createResponseError } from '../../__testUtils__';
import { LogSource } from '../source';
import { LogTail, LogTailState } from './LogTail';

/** What happens to a connection, in the order in which it does. */
type Step =
  | { write: string }
  | { hang: true }
  | { drop: true }
  | { repeat: number }
  | { error: AzureBlobErrorCode };

const LOG: AzureBlobLog = {
  ...{ name: 'a.log', path: 'a.log', size: 6, etag: '"1"', revision: '1' },
  ...{ lastModified: '2026-11-21T20:00:00.000Z', encoding: 'utf-8' },
  ...{ isBinary: false, isGrowing: true },
  index: {
    ...{ state: 'ready', indexedBytes: 6, textBytes: 6, lines: 2 },
    ...{ errors: 0, warnings: 0, groups: 0 },
  },
};

/** A log that is served over connections that end as they are told to. */
class FlakySource implements LogSource {
  readonly key = 'a.log';
  readonly asked: Array<{ after: number; revision: string; at: number }> = [];
  readonly #steps: Step[];
  revision = '1';
  text = 'a\nbcd\n';

  constructor(steps: Step[]) {
    this.#steps = steps;
  }

  async getLog() {
    return { ...LOG, revision: this.revision };
  }

  async getLines(position: AzureBlobLogPosition) {
    const at = 'at' in position ? position.at : 0;
    const offset = this.text.lastIndexOf('\n', at - 1) + 1;
    return {
      revision: this.revision,
      lines: [{ offset, text: this.text.slice(offset).split('\n')[0] }],
      ...{ style: '', end: true },
    };
  }

  async *tail(
    after: number,
    revision: string,
    signal: AbortSignal,
  ): AsyncGenerator<AzureBlobLogTailEvent> {
    this.asked.push({ after, revision, at: Date.now() });
    let from = after;
    for (;;) {
      const lines = this.#linesFrom(from);
      from = this.text.length;
      if (lines.length > 0) {
        yield { type: 'lines', lines, next: from };
      }
      const step = this.#steps.shift();
      if (step === undefined) {
        yield { type: 'end', reason: 'finished' };
        return;
      }
      if ('write' in step) {
        this.text += step.write;
      } else if ('repeat' in step) {
        // A server that sends some of it a second time.
        const again = this.#linesFrom(0).slice(-step.repeat);
        yield { type: 'lines', lines: again, next: from };
      } else if ('drop' in step) {
        return;
      } else if ('error' in step) {
        throw await createResponseError(step.error, { status: 503 });
      } else {
        await new Promise(resolve => {
          signal.addEventListener('abort', resolve);
        });
        signal.throwIfAborted();
      }
    }
  }

  #linesFrom(from: number): AzureBlobLogLine[] {
    let offset = 0;
    return this.text
      .split('\n')
      .slice(0, -1)
      .map(text => {
        const line = { offset, text };
        offset += text.length + 1;
        return line;
      })
      .filter(line => line.offset >= from);
  }
}

function follow(source: FlakySource) {
  const lines: AzureBlobLogLine[] = [];
  const states: LogTailState[] = [];
  const ends: string[] = [];
  let failure: unknown;
  const tail = LogTail.open({
    source,
    log: LOG,
    handlers: {
      onLines: added => lines.push(...added),
      onOpen: () => {},
      onReset: reason => {
        ends.push(reason);
        lines.length = 0;
      },
      onEnd: reason => ends.push(reason),
    },
    onState: (state, error) => {
      states.push(state);
      failure = error;
    },
  });
  return {
    ...{ tail, lines, states, ends },
    failure: () => failure,
    text: () => lines.map(({ text }) => `${text}\n`).join(''),
  };
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      write: fc
        .array(fc.string({ unit: fc.constantFrom('x', 'y', ' ') }))
        .map(written => written.map(line => `${line}\n`).join('')),
    }),
    fc.constant({ drop: true as const }),
    fc.record({ repeat: fc.integer({ min: 1, max: 5 }) }),
    fc.record({
      error: fc.constantFrom<AzureBlobErrorCode>(
        'StorageUnavailable',
        'StorageThrottled',
        'AuditUnavailable',
      ),
    }),
  ),
  { maxLength: 12 },
);

describe('LogTail', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('should pass on every line once and in order, however connections end', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async sequence => {
        const source = new FlakySource([...sequence]);
        const seen = follow(source);
        await jest.advanceTimersByTimeAsync(300_000);
        // The last line that was known comes again, as it might have been open.
        expect(seen.text()).toBe(source.text.slice(2));
        expect(seen.ends).toEqual(['finished']);
        expect(seen.states.at(-1)).toBe('ended');
      }),
      { numRuns: Number(process.env.AZURE_BLOB_PROPERTY_RUNS ?? 200) },
    );
  });

  it('should wait longer each time, up to ten seconds, and not after success', async () => {
    const error = { error: 'StorageUnavailable' as const };
    const source = new FlakySource([
      ...Array.from({ length: 7 }, () => error),
      { write: 'e\n' },
      error,
    ]);
    follow(source);
    await jest.advanceTimersByTimeAsync(120_000);
    const pauses = source.asked
      .slice(1)
      .map(({ at }, index) => at - source.asked[index].at);
    expect(pauses).toEqual([
      ...[500, 1000, 2000, 4000, 8000, 10_000, 10_000],
      500,
    ]);
  });

  it('should connect at once where it is resumed, and not while it is connected', async () => {
    const source = new FlakySource([
      { error: 'StorageUnavailable' },
      { hang: true },
    ]);
    const { tail } = follow(source);
    await jest.advanceTimersByTimeAsync(10);
    tail.resume();
    await jest.advanceTimersByTimeAsync(10);
    expect(source.asked).toHaveLength(2);
    tail.resume();
    tail.pause();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(source.asked).toHaveLength(2);
    tail.resume();
    await jest.advanceTimersByTimeAsync(10);
    expect(source.asked.map(({ after }) => after)).toEqual([2, 6, 6]);
  });

  it('should give up where it is refused, and say why', async () => {
    const refusal = await createResponseError('NoRole', { status: 403 });
    const source = new FlakySource([]);
    jest.spyOn(source, 'tail').mockImplementation(async function* refuse() {
      yield { type: 'open', line: { offset: 6, text: 'ef' } };
      throw refusal;
    });
    const { failure, states } = follow(source);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(source.tail).toHaveBeenCalledTimes(1);
    expect(states).toEqual(['connecting', 'live', 'ended']);
    expect(failure()).toBe(refusal);
  });

  it('should go on with another log from its first line', async () => {
    const source = new FlakySource([{ write: 'e\n' }, { drop: true }]);
    const { text, ends } = follow(source);
    await jest.advanceTimersByTimeAsync(10);
    const changed = await createResponseError('BlobChanged', { status: 409 });
    jest.spyOn(source, 'tail').mockImplementationOnce(async function* fail() {
      source.revision = '2';
      source.text = 'new\nlog\n';
      throw changed;
    });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(ends).toEqual(['replaced', 'finished']);
    expect(text()).toBe('new\nlog\n');
    expect(source.asked.at(-1)).toMatchObject({ after: 0, revision: '2' });
  });

  it('should say that it is connected where nothing is written', async () => {
    const source = new FlakySource([{ hang: true }]);
    source.text = '';
    const { tail, states } = follow(source);
    await jest.advanceTimersByTimeAsync(2000);
    expect(states).toEqual(['connecting', 'live']);
    tail.close();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(states).toEqual(['connecting', 'live']);
  });
});
