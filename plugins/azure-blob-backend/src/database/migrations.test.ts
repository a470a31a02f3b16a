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

import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { openDatabase } from './openDatabase';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const directory = resolvePackagePath(
  'backstage-plugin-azure-blob-backend',
  'migrations',
);
const TIME = '2026-11-22T12:00:00.000Z';
/** What later migrations than the first have added to `audit_events`. */
const ADDED = { lock_id: 'l-1', details: '{}', auth_mode: 'application' };

/** One row for each table, in the order in which they need one another. */
const ROWS: Record<string, object> = {
  audit_events: {
    id: 'e-1',
    time: TIME,
    phase: 'intent',
    actor_ref: 'user:default/alice',
    blob: 'component/default/pay/41/app.tgz',
    result: 'succeeded',
    ...ADDED,
  },
  audit_event_owners: {
    event_seq: 1,
    owner_ref: 'group:default/payments',
    time: TIME,
  },
  locks: {
    id: 'l-1',
    target_type: 'location',
    target: 'logs',
    reason: 'Because.',
    created_by: 'user:default/carol',
    created_at: TIME,
  },
  keys: {
    id: 'k-1',
    purpose: 'cursor',
    secret: 'c2VjcmV0',
    created_at: TIME,
    retires_at: TIME,
  },
  scope_bindings: {
    account: 'contosobuilds',
    container: 'logs',
    prefix: 'component/default/pay/',
    location: 'logs',
    entity_ref: 'component:default/pay',
    entity_uid: 'uid-pay',
    owner_refs: '[]',
    origin: 'url:https://example.com/',
    first_seen: TIME,
    last_seen: TIME,
    state: 'confirmed',
    version: 1,
  },
  download_tickets: { id: 't-1', sealed: 'c2VjcmV0', expires_at: TIME },
  run_scopes: {
    id: 's-1',
    account: 'contosobuilds',
    container: 'artifacts',
    prefix: 'component/default/pay/',
    layout: '[]',
    listed_at: TIME,
  },
  runs: {
    scope_id: 's-1',
    run_key: 'r-1',
    run_id: '41',
    parent_key: 'p-1',
    sort_key: 'n41',
    status: 'succeeded',
    search: '41',
    pending: false,
    marks: 0,
    seen_at: TIME,
  },
  download_states: {
    id: 'd-1',
    user_ref: 'user:default/alice',
    state: 'failed',
    bytes: 1,
    size: 2,
    code: 'IntegrityFailed',
    message: 'It is not what was published.',
    updated_at: TIME,
  },
  log_indexes: {
    id: 'i-1',
    data: Buffer.from('index'),
    indexed_bytes: 5,
    complete: true,
    used_at: TIME,
  },
};

async function listTables(knex: Knex): Promise<string[]> {
  const query = knex.client.config.client.includes('sqlite')
    ? knex('sqlite_master').where({ type: 'table' }).select('name')
    : knex('pg_tables')
        .whereRaw('schemaname = current_schema()')
        .select('tablename as name');
  const rows: Array<{ name: string }> = await query;
  return rows
    .map(({ name }) => name)
    .filter(name => !/^(knex_migrations|sqlite_)/.test(name))
    .sort();
}

describe.each(databases.eachSupportedId())('migrations on %s', id => {
  it('should go back and forth with rows in every table, and lose no audit row', async () => {
    const knex = await openDatabase(
      mockServices.database({ knex: await databases.init(id) }),
    );
    expect(await listTables(knex)).toEqual(Object.keys(ROWS).sort());
    for (const [table, row] of Object.entries(ROWS)) {
      await knex(table).insert(row);
    }
    const readAudit = async () => ({
      events: await knex('audit_events').select(),
      owners: await knex('audit_event_owners').select(),
    });
    const before = await readAudit();
    expect(before.events).toMatchObject([{ id: 'e-1', ...ADDED }]);

    const [done] = await knex.migrate.list({ directory });
    for (let count = done.length; count > 1; count--) {
      await knex.migrate.down({ directory });
    }
    expect(await listTables(knex)).toEqual([
      'audit_event_owners',
      'audit_events',
    ]);
    const [event] = before.events;
    const kept = Object.entries(event).filter(([name]) => !(name in ADDED));
    expect(await readAudit()).toEqual({
      events: [Object.fromEntries(kept)],
      owners: before.owners,
    });

    await knex.migrate.latest({ directory });
    expect(await listTables(knex)).toEqual(Object.keys(ROWS).sort());
    const emptied = Object.keys(ADDED).map(name => [name, null]);
    expect(await readAudit()).toEqual({
      events: [{ ...event, ...Object.fromEntries(emptied) }],
      owners: before.owners,
    });

    await knex.migrate.rollback({ directory }, true);
    expect(await listTables(knex)).toEqual([]);
    await knex.migrate.latest({ directory });
    expect(await knex('audit_events').select()).toEqual([]);
  });
});
