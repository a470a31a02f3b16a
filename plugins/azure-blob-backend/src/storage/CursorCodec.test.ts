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
import { createAccount } from '../__testUtils__/createAccount';
import { createTestKeys } from '../__testUtils__/createTestKeys';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { SharedKey } from '../keys';
import { Scope } from '../types';
import { CursorCodec } from './CursorCodec';

const HOUR = 60 * 60 * 1000;
const NOON = Date.parse('2026-11-22T12:00:00.000Z');

const account = createAccount('https://contosobuilds.blob.core.windows.net');
const scope: Scope = {
  location: {
    id: 'artifacts',
    title: 'Artifacts',
    content: 'artifacts',
    account,
    container: 'artifacts',
    prefix: '{entity.kind}/{entity.namespace}/{entity.name}/',
    layout: '{run}/{path}',
  },
  account,
  container: 'artifacts',
  prefix: 'component/default/pay/',
};

interface Holder {
  userRef: string;
  account: string;
  container: string;
  prefix: string;
  list: string;
  now: number;
}

const alice: Holder = {
  userRef: 'user:default/alice',
  account: 'contosobuilds',
  container: 'artifacts',
  prefix: 'component/default/pay/',
  list: 'folder 1/',
  now: NOON,
};

function createCodec(holder: Holder, keys = createTestKeys()): CursorCodec {
  return CursorCodec.create({
    keys,
    userRef: holder.userRef,
    scope: {
      ...scope,
      account: { ...account, name: holder.account },
      container: holder.container,
      prefix: holder.prefix,
    },
    now: () => holder.now,
  });
}

const seal = (place: string, holder = alice) =>
  createCodec(holder).encode(holder.list, place);
const open = (cursor: string, holder = alice) =>
  createCodec(holder).decode(holder.list, cursor);
const refusal = expect.objectContaining({
  code: 'InvalidRequest',
  statusCode: 400,
});

describe('CursorCodec', () => {
  it('should hand back any place to whom it was given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async place => {
        const cursor = await seal(place);
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(await open(cursor)).toBe(place);
      }),
      propertyRuns(),
    );
  });

  it('P15: should refuse a cursor in which any byte is another one', async () => {
    const alphabet =
      'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. %\n\0é';
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        fc.constantFrom(...alphabet),
        async (place, other) => {
          const cursor = await seal(place);
          const changed = [...cursor]
            .map(
              (_, index) =>
                `${cursor.slice(0, index)}${other}${cursor.slice(index + 1)}`,
            )
            .filter(forged => forged !== cursor);
          const at = place.length % cursor.length;
          for (const forged of [
            ...changed,
            cursor.slice(0, at),
            cursor.slice(at + 1),
            `${cursor}${other}`,
            `${other}${cursor}`,
            `${cursor.slice(0, at)}${other}${cursor.slice(at)}`,
          ]) {
            await expect(open(forged)).rejects.toEqual(refusal);
          }
        },
      ),
      propertyRuns(),
    );
  });

  it('P15: should refuse a cursor whose bits have been flipped', async () => {
    const cursor = await seal('2!88!place');
    const bytes = Buffer.from(cursor, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const forged = Buffer.from(bytes);
      forged[bit >> 3] ^= 1 << (bit & 7);
      await expect(open(forged.toString('base64url'))).rejects.toEqual(refusal);
    }
  });

  it('P15: should refuse the cursor of another user, scope or list', async () => {
    const word = fc.stringMatching(/^[ab",/[\]\\]{0,3}$/);
    const holderArbitrary = fc.record({
      userRef: word,
      account: word,
      container: word,
      prefix: word,
      list: word,
      now: fc.constant(NOON),
    });
    let different = 0;
    await fc.assert(
      fc.asyncProperty(holderArbitrary, holderArbitrary, async (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        const opened = await open(await seal('place', one), other).catch(
          error => error.code,
        );
        expect(opened).toBe(isSame ? 'place' : 'InvalidRequest');
        different += Number(!isSame);
      }),
      propertyRuns(),
    );
    expect(different).toBeGreaterThan(100);
    const cursor = await seal('place');
    for (const change of [
      { userRef: 'user:default/bob' },
      { account: 'contosologs' },
      { container: 'logs' },
      { prefix: 'component/default/pay/main/' },
      { list: 'folder 1/2/' },
      { list: 'runs' },
    ]) {
      await expect(open(cursor, { ...alice, ...change })).rejects.toEqual(
        refusal,
      );
    }
  });

  it('P15: should refuse what was never a cursor', async () => {
    for (const text of [
      '',
      'bnVsbA',
      '=',
      'a'.repeat(10_000),
      Buffer.alloc(38).toString('base64url'),
      Buffer.alloc(200, 1).toString('base64url'),
    ]) {
      await expect(open(text)).rejects.toEqual(refusal);
    }
  });

  it('P15: should refuse a cursor after a day', async () => {
    const cursor = await seal('place');
    const later = (now: number) => open(cursor, { ...alice, now });
    expect(await later(NOON + 24 * HOUR - 1)).toBe('place');
    await expect(later(NOON + 24 * HOUR)).rejects.toEqual(refusal);
  });

  it('P15: should accept what an older key has sealed, as long as it counts', async () => {
    const key = (byte: number): SharedKey => ({
      id: `${byte}`,
      secret: Buffer.alloc(32, byte),
    });
    let current = [key(1)];
    const codec = createCodec(alice, { getKeys: async () => current });
    const cursor = await codec.encode('runs', 'place');
    current = [key(2), key(3), key(1)];
    expect(await codec.decode('runs', cursor)).toBe('place');
    const next = await codec.encode('runs', 'place');
    current = [key(2)];
    expect(await codec.decode('runs', next)).toBe('place');
    await expect(codec.decode('runs', cursor)).rejects.toEqual(refusal);
  });
});
