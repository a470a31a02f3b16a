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
import { gzipSync } from 'node:zlib';
import { waitUntil } from './__testUtils__/waitUntil';
import { PATH, TailWorld } from './__testUtils__/TailWorld';

jest.setTimeout(60_000);

const alice = 'user:default/alice';
const bob = 'user:default/bob';

describe('LogTails', () => {
  const world = new TailWorld({ timing: { heartbeat: 20 } });
  const { store } = world;
  const put = (content: string | Buffer = '') =>
    store.put(PATH, content, { blobType: 'AppendBlob' });

  beforeAll(() => world.start());
  afterEach(() => world.clear());
  afterAll(() => world.stop());

  it('should read once for all who follow', async () => {
    put('one\n');
    const clients = Array.from({ length: 40 }, (_, index) =>
      world.follow(`user:default/u${index}`),
    );
    await waitUntil(() => clients.every(({ text }) => text === 'one\n'));
    store.reads.length = 0;
    const startedAt = Date.now();
    for (let line = 0; line < 20; line++) {
      store.append(PATH, `line ${line}\n`);
      await sleep(5);
    }
    await waitUntil(() =>
      clients.every(({ log }) => log.lines.at(-1)?.text === 'line 19'),
    );
    // A look each 2 ms; 40 of them would be forty times as many.
    expect(store.reads.length).toBeLessThan((Date.now() - startedAt) / 2 + 5);
    const [{ text }] = clients;
    expect(text.split('\n')).toHaveLength(22);
    expect(clients.map(client => client.text)).toEqual(clients.map(() => text));
    expect(clients[0].heartbeats).toBeGreaterThan(0);
  });

  it('should wait longer for a log that does not grow', async () => {
    const slow = new TailWorld({
      timing: { idleAfter: 50, idlePoll: 100 },
    });
    await slow.start();
    try {
      slow.store.put(PATH, 'one\n', { blobType: 'AppendBlob' });
      const client = slow.follow();
      await waitUntil(() => client.text === 'one\n');
      await sleep(200);
      slow.store.reads.length = 0;
      await sleep(1_000);
      expect(slow.store.reads.length).toBeLessThan(12);
      slow.store.append(PATH, 'two\n');
      await waitUntil(() => client.text === 'one\ntwo\n');
      slow.store.reads.length = 0;
      await sleep(40);
      expect(slow.store.reads.length).toBeGreaterThan(1);
    } finally {
      await slow.stop();
    }
  });

  it('should show a line that is not whole, and then all of it', async () => {
    put();
    const client = world.follow();
    await waitUntil(() => client.status === 200);
    store.append(PATH, 'Compiling');
    await waitUntil(() => client.log.open?.text === 'Compiling');
    store.append(PATH, ' … done\nnext');
    await waitUntil(() => client.log.open?.text === 'next');
    expect(client.text).toBe('Compiling … done\n');
    const late = world.follow(bob);
    await waitUntil(() => late.log.open?.text === 'next');
    expect(late.text).toBe(client.text);
  });

  it.each(['utf16le', 'utf16be'])(
    'R12: should read %s whose bytes come one by one',
    async order => {
      put();
      const client = world.follow();
      await waitUntil(() => client.status === 200);
      const bytes = Buffer.from('\ufeffé漢\nĊ🚀\n', 'utf16le');
      for (const byte of order === 'utf16le' ? bytes : bytes.swap16()) {
        store.append(PATH, Buffer.of(byte));
        await sleep(3);
      }
      await waitUntil(() => client.log.lines.length === 2);
      expect(client.text.replace('\ufeff', '')).toBe('é漢\nĊ🚀\n');
    },
  );

  it('should begin at the byte that is asked for', async () => {
    const lines = Array.from({ length: 40_000 }, (_, line) => `line ${line}\n`);
    put(lines.join(''));
    const after = lines.slice(0, 100).join('').length;
    const [far, near] = [world.follow(alice, after), world.follow(bob)];
    store.append(PATH, 'last\n');
    await waitUntil(() =>
      [far, near].every(({ log }) => log.lines.at(-1)?.text === 'last'),
    );
    expect(far.log.lines[0]).toEqual({ offset: after, text: 'line 100' });
    expect(far.text).toBe(`${lines.slice(100).join('')}last\n`);
    expect(near.text).toBe(`${lines.join('')}last\n`);
    // Behind the end there is no line to go on from.
    const lost = world.follow('user:default/erin', 10 ** 9);
    await waitUntil(() => lost.log.lines.at(-1)?.text === 'last');
    expect(lost.events[0]).toMatchObject({
      type: 'reset',
      reason: 'truncated',
    });
    expect(lost.text).toBe(near.text);
  });

  it('should end with a sealed log, its last line included', async () => {
    put('one\ntwo');
    const client = world.follow();
    await waitUntil(() => client.log.open?.text === 'two');
    store.seal(PATH);
    await client.done;
    expect(client.text).toBe('one\ntwo\n');
    expect(client.events.at(-1)).toEqual({ type: 'end', reason: 'sealed' });
    expect(world.outcomes).toEqual([{ result: 'succeeded', bytes: 7 }]);
    const late = world.follow();
    await late.done;
    expect(late.events.at(-1)).toEqual({ type: 'end', reason: 'sealed' });
    expect(late.text).toBe(client.text);
  });

  it('should end some time after the run has', async () => {
    put('one\n');
    const client = world.follow();
    await waitUntil(() => client.text === 'one\n');
    await sleep(100);
    world.status = 'unknown';
    await sleep(100);
    expect(client.events).toHaveLength(1);
    world.status = 'failed';
    await client.done;
    expect(client.events.at(-1)).toEqual({ type: 'end', reason: 'finished' });
  });

  it('should send the rest of what cannot grow, and end', async () => {
    world.status = 'succeeded';
    const binary = Buffer.from([1, 0, 0, 2, 10, 0, 0, 0, 3]);
    for (const [content, isAppendBlob] of [
      ['one\ntwo', false],
      [gzipSync('one\ntwo'), true],
      [binary, true],
    ] as const) {
      store.put(PATH, content, isAppendBlob ? { blobType: 'AppendBlob' } : {});
      const client = world.follow();
      await client.done;
      expect(client.events.at(-1)).toEqual({ type: 'end', reason: 'finished' });
      expect(client.log.lines).toHaveLength(2);
    }
  });

  it('R9: should begin anew with a block blob that was written anew', async () => {
    store.put(PATH, 'one\n');
    const client = world.follow();
    await waitUntil(() => client.text === 'one\n');
    store.put(PATH, 'one\ntwo\n');
    await waitUntil(() => client.text === 'one\ntwo\n');
    expect(client.events.map(({ type }) => type)).toEqual([
      'lines',
      'reset',
      'lines',
    ]);
    expect(client.events[1]).toMatchObject({ reason: 'replaced' });
  });
});
