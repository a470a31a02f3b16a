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
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import * as fc from 'fast-check';
import { Knex } from 'knex';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { openDatabase } from '../database';
import { DownloadTickets } from './DownloadTickets';
import { openTicket, sealTicket, TicketContents } from './sealTicket';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const contents: TicketContents = {
  userEntityRef: 'user:default/alice',
  userToken: 'eyJwaG9ybQ.eyJzdWIiOiJ1c2VyOmRlZmF1bHQvYWxpY2UifQ.c2lnbmF0dXJl',
  assertion: 'eyJhbGciOiJSUzI1NiJ9.eyJvaWQiOiJhbGljZSJ9.c2lnbmF0dXJl',
  entityRef: 'component:default/payments-api',
  location: 'artifacts',
  target: { kind: 'blob', path: 'run-1/secret-name.txt', etag: '"0x1"' },
  downloadId: 'AAAAAAAAAAAAAAAAAAAAAA',
  requestId: '0193a7c0-0000-7000-8000-000000000001',
  crossSite: false,
};

describe.each(databases.eachSupportedId())('DownloadTickets on %s', id => {
  let knex: Knex;
  let tickets: DownloadTickets;

  beforeAll(async () => {
    knex = await openDatabase(
      mockServices.database({ knex: await databases.init(id) }),
    );
    tickets = DownloadTickets.create({ database: knex });
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await knex('download_tickets').delete();
  });

  async function issue(forMs = 3_600_000) {
    const until = new Date(Date.now() + forMs);
    const [issued] = await tickets.issue([{ contents, until }]);
    return issued;
  }

  it('should give back what it was made for, once', async () => {
    const { ticket, expiresAt } = await issue();
    const left = expiresAt.getTime() - Date.now();
    expect(left).toBeGreaterThan(30_000);
    expect(left).toBeLessThan(90_000);
    expect(await tickets.redeem(ticket)).toEqual(contents);
    expect(await tickets.redeem(ticket)).toBeUndefined();
    expect(await knex('download_tickets')).toEqual([]);
  });

  it('should have one winner where many come at once', async () => {
    const replicas = [tickets, DownloadTickets.create({ database: knex })];
    for (let round = 0; round < 10; round++) {
      const { ticket } = await issue();
      const redeemed = await Promise.all(
        Array.from({ length: 20 }, (_, n) => replicas[n % 2].redeem(ticket)),
      );
      expect(redeemed.filter(Boolean)).toEqual([contents]);
    }
  });

  it('R18: should end by the clock of the database, whatever ours says', async () => {
    const { ticket } = await issue(300);
    const { ticket: lasting } = await issue();
    await sleep(400);
    const now = Date.now();
    for (const skew of [-600_000, 600_000]) {
      jest.spyOn(Date, 'now').mockReturnValue(now + skew);
      expect(await tickets.redeem(ticket)).toBeUndefined();
    }
    expect(await tickets.redeem(lasting)).toEqual(contents);
  });

  it('should end with what it was made under, if that is sooner', async () => {
    const until = new Date(Date.now() + 20_000);
    const issued = await tickets.issue([
      { contents, until },
      { contents },
      { contents, until: new Date(Date.now() + 3_600_000) },
    ]);
    const [early, ...minutes] = issued.map(({ expiresAt }) => expiresAt);
    expect(early).toEqual(until);
    for (const minute of minutes) {
      expect(minute.getTime() - early.getTime()).toBeGreaterThan(30_000);
      expect(minute.getTime() - Date.now()).toBeLessThanOrEqual(60_000);
    }
  });

  it('should clear away what has ended, and nothing else', async () => {
    await issue(1);
    const { ticket } = await issue();
    await sleep(50);
    await tickets.sweep();
    expect(await knex('download_tickets')).toHaveLength(1);
    expect(await tickets.redeem(ticket)).toEqual(contents);
  });

  it('should keep all of a hundred, each for itself', async () => {
    const requests = Array.from({ length: 100 }, (_, n) => ({
      contents: { ...contents, downloadId: `download-${n}` },
    }));
    const issued = await tickets.issue(requests);
    for (const n of [99, 0, 42]) {
      expect(await tickets.redeem(issued[n].ticket)).toMatchObject({
        downloadId: `download-${n}`,
      });
    }
  });

  it('T12: should hold nothing that the database alone could open', async () => {
    const { ticket } = await issue();
    const [ticketId, key] = ticket.split('.');
    const rows = await knex('download_tickets');
    const stored = rows
      .map(row => JSON.stringify(row) + Buffer.from(row.sealed, 'base64'))
      .join();
    for (const text of [...Object.values(contents), ticketId, key]) {
      expect(stored).not.toContain(String(text));
    }
    expect(stored).not.toContain(Buffer.from(key, 'base64url').toString('hex'));
    // The same contents look different each time.
    await issue();
    const [one, other] = await knex('download_tickets').pluck('sealed');
    expect(one.slice(0, 16)).not.toBe(other.slice(0, 16));
  });

  it('T12: should open nothing with another key, another id or another row', async () => {
    const { ticket } = await issue();
    const { ticket: other } = await issue();
    const [ticketId, key] = ticket.split('.');
    const [otherId, otherKey] = other.split('.');
    for (const wrong of [
      '',
      ticketId,
      `${ticketId}.`,
      `.${key}`,
      `${ticketId}.${key}.`,
      `${ticketId}.${key}=`,
      `${key}.${ticketId}`,
      ` ${ticket}`,
      `${ticket}\n`,
      '__proto__',
    ]) {
      expect(await tickets.redeem(wrong)).toBeUndefined();
    }
    expect(await knex('download_tickets')).toHaveLength(2);
    // From here on there is nothing left to guess at.
    expect(await tickets.redeem(`${ticketId}.${otherKey}`)).toBeUndefined();
    expect(await tickets.redeem(ticket)).toBeUndefined();
    expect(await tickets.redeem(`${otherId}.${key}`)).toBeUndefined();
  });
});

describe('sealTicket', () => {
  it('T12: should notice any change to what is stored', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const { ticket, row } = sealTicket(contents);
        expect(openTicket(ticket, row)).toEqual(contents);
        const bytes = Buffer.from(row.sealed, 'base64');
        bytes[at % bytes.length] = bytes[at % bytes.length] ^ flip;
        const sealed = bytes.toString('base64');
        expect(openTicket(ticket, { ...row, sealed })).toBeUndefined();
        const { row: another } = sealTicket(contents);
        expect(openTicket(ticket, { ...row, id: another.id })).toBeUndefined();
        expect(openTicket(ticket, another)).toBeUndefined();
      }),
      propertyRuns(),
    );
  });

  it('should have nothing in the link that can be guessed', () => {
    const links = new Set(
      Array.from({ length: 1_000 }, () => sealTicket(contents).ticket),
    );
    expect(links.size).toBe(1_000);
    for (const link of links) {
      expect(link).toMatch(/^[\w-]{22}\.[\w-]{43}$/);
    }
  });
});
