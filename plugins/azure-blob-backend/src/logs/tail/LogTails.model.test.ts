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

import { setTimeout as sleep } from 'node:timers/promises';
import * as fc from 'fast-check';
import {
  propertyRuns,
  propertyTimeout,
} from '../../__testUtils__/propertyRuns';
import { TailClient } from './__testUtils__/TailClient';
import { waitUntil } from './__testUtils__/waitUntil';
import { PATH, TailWorld } from './__testUtils__/TailWorld';

type Action =
  | { type: 'append'; text: string }
  | { type: 'rotate'; text: string }
  | { type: 'truncate'; share: number }
  | { type: 'join' }
  | { type: 'restart' }
  | { type: 'settle' };

const text = fc
  .array(fc.constantFrom('a', 'b', '\n', '\n', 'é', '漢', '🚀', '\r'), {
    maxLength: 12,
  })
  .map(parts => parts.join(''));
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: text.map(added => append(added)) },
  {
    weight: 1,
    arbitrary: text.map(added => ({
      ...append(added),
      type: 'rotate' as const,
    })),
  },
  {
    weight: 1,
    arbitrary: fc.nat(99).map(share => ({ type: 'truncate' as const, share })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Action>({ type: 'join' }, { type: 'restart' }),
  },
  { weight: 2, arbitrary: fc.constant<Action>({ type: 'settle' }) },
);

function append(added: string): Extract<Action, { type: 'append' }> {
  return { type: 'append', text: added };
}

/** What a log holds, and all that there were before it. */
class LogModel {
  readonly past: Buffer[] = [];
  content = Buffer.alloc(0);

  replace(content: Buffer): void {
    this.past.push(this.content);
    this.content = content;
  }

  /** Whole lines, with the bytes at which they begin. */
  static readLines(content: Buffer): Array<{ offset: number; text: string }> {
    const lines = [];
    let offset = 0;
    for (;;) {
      const feed = content.indexOf('\n', offset);
      if (feed === -1) {
        return lines;
      }
      const line = content.subarray(offset, feed).toString();
      lines.push({ offset, text: line });
      offset = feed + 1;
    }
  }
}

describe('LogTails', () => {
  const world = new TailWorld();

  beforeAll(() => world.start());
  afterAll(() => world.stop());

  function hasAll({ log }: TailClient, content: Buffer): boolean {
    const lines = LogModel.readLines(content);
    const end = content.lastIndexOf('\n') + 1;
    const open = content.subarray(end).toString();
    return (
      JSON.stringify(log.lines) === JSON.stringify(lines) &&
      (log.open?.text ?? '') === open
    );
  }

  async function play(actions: Action[], isSealed: boolean): Promise<void> {
    const { store } = world;
    const model = new LogModel();
    let created = 0;
    const put = (content: Buffer) => {
      const createdAt = new Date(created * 1_000).toISOString();
      store.put(PATH, content, { blobType: 'AppendBlob', createdAt });
    };
    put(model.content);
    const clients = [world.follow()];
    const settle = () =>
      waitUntil(
        () => clients.every(client => hasAll(client, model.content)),
        () =>
          JSON.stringify([clients.map(({ log }) => log), `${model.content}`]),
      );
    const connected = (before: number[] = []) =>
      waitUntil(() =>
        clients.every(
          ({ connections }, index) => connections > (before[index] ?? 0),
        ),
      );
    await connected();
    for (const step of actions) {
      switch (step.type) {
        case 'append':
          // Bytes come as they are written, not as characters.
          for (const byte of [Buffer.from(step.text)].flatMap(halve)) {
            store.append(PATH, byte);
            model.content = Buffer.concat([model.content, byte]);
            await sleep(step.text.length % 3);
          }
          break;
        case 'rotate':
          created += 1;
          model.replace(Buffer.from(step.text));
          put(model.content);
          break;
        case 'truncate': {
          await settle();
          const { length } = model.content;
          const rest = Math.floor((length * step.share) / 100);
          model.replace(model.content.subarray(0, rest));
          // Within the same second: only its length tells.
          put(model.content);
          await settle();
          break;
        }
        case 'join':
          clients.push(world.follow());
          await connected();
          break;
        case 'restart': {
          const before = clients.map(({ connections }) => connections);
          await world.restart();
          await connected(before);
          break;
        }
        default:
          await settle();
      }
    }
    await settle();
    if (isSealed) {
      store.seal(PATH);
    } else {
      store.delete(PATH);
    }
    await Promise.all(clients.map(({ done }) => done));
    for (const client of clients) {
      expect(client.events.at(-1)).toEqual({
        type: 'end',
        reason: isSealed ? 'sealed' : 'gone',
      });
      assertSeen(client, model, isSealed);
    }
  }

  /** What was followed are beginnings of logs that there were, in order. */
  function assertSeen(
    { logs }: TailClient,
    { past, content }: LogModel,
    isSealed: boolean,
  ): void {
    const all = [...past, content].map(log => LogModel.readLines(log));
    const seen = logs.map(({ lines }) => lines);
    if (isSealed) {
      const end = content.lastIndexOf('\n') + 1;
      const rest = content.subarray(end).toString();
      const last = rest === '' ? [] : [{ offset: end, text: rest }];
      expect(seen.pop()).toEqual([...(all.pop() ?? []), ...last]);
    }
    let at = 0;
    for (const lines of seen) {
      const beginning = JSON.stringify(lines).slice(0, -1);
      while (
        at < all.length &&
        !JSON.stringify(all[at]).startsWith(beginning)
      ) {
        at += 1;
      }
      expect(at).toBeLessThan(all.length);
    }
  }

  it(
    'R11: should show every line once and in order, whatever happens to the log',
    async () => {
      await fc.assert(
        fc
          .asyncProperty(fc.array(action, { maxLength: 6 }), fc.boolean(), play)
          .afterEach(() => world.clear()),
        propertyRuns(),
      );
      expect(world.failures).toEqual([]);
    },
    // Most of it is waiting, which takes far longer on a busy machine.
    5 * propertyTimeout(),
  );
});

function halve(bytes: Buffer): Buffer[] {
  const half = bytes.length >> 1;
  return [bytes.subarray(0, half), bytes.subarray(half)];
}
