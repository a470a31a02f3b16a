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

import { openDatabase } from '../database';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { AuditEventOwnerRow, AuditEventRow } from './auditEventRow';
import { DatabaseAuditLog } from './DatabaseAuditLog';
import { AuditSubject } from './types';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const subject: AuditSubject = {
  actorRef: 'user:default/alice',
  actorOid: '5a1f7f5e-0c1d-4c57-9f51-c0a7050b0100',
  via: 'plugin:mcp-actions',
  authMode: 'onBehalfOf',
  operation: 'content',
  entityRef: 'component:default/payments-api',
  entityUid: 'uid-1',
  ownerRefs: ['group:default/payments', 'group:default/sre'],
  location: 'artifacts',
  account: 'contosobuilds',
  container: 'artifacts',
  blob: 'component/default/payments-api/41/app.tgz',
  role: 'owner',
  basis: 'ownership',
  through: 'group:default/payments',
  origin: { requestId: 'r-1', ip: '10.0.0.1', userAgent: 'curl/8' },
};

function getEvents(knex: Knex): Promise<AuditEventRow[]> {
  return knex<AuditEventRow>('audit_events').orderBy('seq');
}

describe.each(databases.eachSupportedId())('DatabaseAuditLog on %s', id => {
  let knex: Knex;
  let audit: DatabaseAuditLog;
  const logger = mockServices.logger.mock();

  beforeEach(async () => {
    jest.clearAllMocks();
    knex = await databases.init(id);
    audit = DatabaseAuditLog.create({
      database: await openDatabase(mockServices.database({ knex })),
      logger,
    });
  });

  it('should record an access as an intent and one outcome', async () => {
    const before = Date.now();
    const intent = await audit.begin(subject);
    expect(await getEvents(knex)).toHaveLength(1);
    await audit.end(intent, { result: 'succeeded', bytes: 5_000_000_000 });

    const [begun, ended] = await getEvents(knex);
    expect(begun).toMatchObject({
      id: intent.id,
      phase: 'intent',
      intent_id: null,
      actor_ref: 'user:default/alice',
      actor_oid: subject.actorOid,
      via: 'plugin:mcp-actions',
      auth_mode: 'onBehalfOf',
      operation: 'content',
      entity_ref: 'component:default/payments-api',
      entity_uid: 'uid-1',
      location: 'artifacts',
      account: 'contosobuilds',
      container: 'artifacts',
      blob: subject.blob,
      role: 'owner',
      basis: 'ownership',
      through: 'group:default/payments',
      request_id: 'r-1',
      ip: '10.0.0.1',
      user_agent: 'curl/8',
      result: null,
      code: null,
      bytes: null,
    });
    expect(ended).toMatchObject({
      phase: 'outcome',
      intent_id: intent.id,
      actor_ref: null,
      result: 'succeeded',
      code: null,
    });
    expect(Number(ended.bytes)).toBe(5_000_000_000);
    expect(Number(ended.seq)).toBeGreaterThan(Number(begun.seq));
    expect(ended.id > begun.id).toBe(true);
    for (const { time } of [begun, ended]) {
      expect(Math.abs(new Date(time).getTime() - before)).toBeLessThan(60_000);
    }

    await audit.end(intent, { result: 'failed' });
    expect(await getEvents(knex)).toHaveLength(2);
    expect(logger.error).toHaveBeenCalledTimes(1);
  });

  it('should find what was done to the data of an owner, in order', async () => {
    const first = await audit.begin(subject);
    await audit.deny(
      { ...subject, ownerRefs: ['group:default/search'] },
      'NoRole',
    );
    await audit.deny(subject, 'PermissionDenied');

    const found = await knex<AuditEventOwnerRow>('audit_event_owners')
      .join('audit_events', 'seq', 'event_seq')
      .where('owner_ref', 'group:default/payments')
      .orderBy('seq')
      .select('id', 'phase', 'result', 'code');
    expect(found).toEqual([
      { id: first.id, phase: 'intent', result: null, code: null },
      {
        id: expect.any(String),
        phase: 'denied',
        result: 'denied',
        code: 'PermissionDenied',
      },
    ]);

    const differingTimes = await knex('audit_event_owners')
      .join('audit_events', 'seq', 'event_seq')
      .whereRaw('audit_events.time <> audit_event_owners.time');
    expect(differingTimes).toEqual([]);
  });

  it('should record hostile and oversized text without losing the row', async () => {
    await audit.deny(
      {
        ...subject,
        blob: `..\0/\r\n\ud800${'x'.repeat(5_000)}`,
        ownerRefs: Array.from({ length: 500 }, (_, i) => `group:default/${i}`),
        origin: { requestId: 'r-2', userAgent: 'x'.repeat(1_000) },
      },
      'InvalidBlobName',
    );
    const [row] = await getEvents(knex);
    expect(row.blob).toHaveLength(1024);
    expect(row.blob).toMatch(/^\.\.\ufffd\/\ufffd\ufffd\ufffdx+$/);
    expect(row.user_agent).toHaveLength(256);
    expect(row.ip).toBeNull();
    expect(await knex('audit_event_owners')).toHaveLength(100);
    expect(logger.error).not.toHaveBeenCalled();
  });

  it('should refuse to begin, and only log the rest, when it cannot write', async () => {
    const intent = await audit.begin(subject);
    await knex.schema.dropTable('audit_event_owners');
    await knex.schema.dropTable('audit_events');

    await expect(audit.begin(subject)).rejects.toMatchObject({
      code: 'AuditUnavailable',
      statusCode: 503,
    });
    await audit.end(intent, { result: 'succeeded' });
    await audit.deny(subject, 'NoRole');
    expect(logger.error).toHaveBeenCalledTimes(3);
    const logged = JSON.stringify(logger.error.mock.calls);
    expect(logged).toContain('r-1');
    expect(logged).not.toContain('payments-api');
  });

  it('should not wait for a database that hangs, and close what it commits late', async () => {
    // SQLite has one connection, which this holds; PostgreSQL needs the lock
    const blocker = await knex.transaction();
    if (id !== 'SQLITE_3') {
      await blocker.raw('LOCK TABLE audit_events IN ACCESS EXCLUSIVE MODE');
    }
    await expect(audit.begin(subject)).rejects.toMatchObject({
      code: 'AuditUnavailable',
    });
    await blocker.rollback();

    let rows: AuditEventRow[] = [];
    while (rows.length < 2) {
      await new Promise(resolve => setTimeout(resolve, 10));
      rows = await getEvents(knex);
    }
    expect(rows[1]).toMatchObject({
      phase: 'outcome',
      intent_id: rows[0].id,
      result: 'failed',
      code: 'AuditUnavailable',
    });
  }, 20_000);

  it('should give back what its migrations took', async () => {
    const directory = `${__dirname}/../../migrations`;
    await knex.migrate.rollback({ directory }, true);
    expect(await knex.schema.hasTable('audit_events')).toBe(false);
    expect(await knex.schema.hasTable('audit_event_owners')).toBe(false);
    await knex.migrate.latest({ directory });
    expect(await knex.schema.hasTable('audit_events')).toBe(true);
  });
});
