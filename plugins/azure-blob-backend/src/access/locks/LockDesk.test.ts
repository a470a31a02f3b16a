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

import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { Knex } from 'knex';
import { AuditLog } from '../../audit';
import { openDatabase } from '../../database';
import { group, user } from '../__testUtils__/gateEntities';
import { AdminGate } from '../AdminGate';
import { Membership } from '../Membership';
import { Caller } from '../types';
import { DatabaseLockStore } from './DatabaseLockStore';
import { LockDesk, LockRequest } from './LockDesk';
import { LockView } from './LockView';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const CAROL = 'user:default/carol';
const origin = { requestId: 'r-1' };
const carol: Caller = {
  credentials: mockCredentials.user(CAROL, {
    actor: { subject: 'plugin:mcp' },
  }),
  origin,
};
const bob: Caller = {
  credentials: mockCredentials.user('user:default/bob'),
  origin,
};
const request: LockRequest = {
  target: { type: 'user', entityRef: 'User:Default/Alice' },
  reason: 'The laptop was stolen.',
};
/** Of every row that carol leaves on record. */
const byCarol = {
  actorRef: CAROL,
  via: 'plugin:mcp',
  ownerRefs: [],
  origin,
};

function createAdmins(): AdminGate {
  return AdminGate.create({
    permissions: mockServices.permissions.mock({
      authorize: async () => [{ result: AuthorizeResult.ALLOW }],
    }),
    membership: Membership.create({
      auth: mockServices.auth(),
      catalog: catalogServiceMock({
        entities: [
          user('carol', ['platform']),
          user('bob', []),
          group('platform'),
        ],
      }),
      config: { nested: true, trustedOrigins: ['msgraph:'] },
      logger: mockServices.logger.mock(),
    }),
    admins: ['group:default/platform'],
    locks: { list: () => [] },
  });
}

describe('LockDesk', () => {
  let knex: Knex;
  let view: LockView;

  beforeAll(async () => {
    knex = await openDatabase(
      mockServices.database({ knex: await databases.init('SQLITE_3') }),
    );
  });

  afterEach(async () => {
    view.stop();
    await knex('locks').delete();
  });

  async function open() {
    const store = DatabaseLockStore.create({ database: knex });
    view = await LockView.start({ store, logger: mockServices.logger.mock() });
    /** What goes on record, and how many locks there were by then. */
    const record: unknown[][] = [];
    const note = async (...row: unknown[]) => {
      record.push([...row, (await knex('locks').whereNull('ended_at')).length]);
    };
    const audit: AuditLog = {
      begin: async subject => {
        await note('begin', { ...subject });
        return { id: 'i-1' };
      },
      end: (intent, outcome) => note('end', intent.id, outcome),
      deny: (subject, code) => note('deny', { ...subject }, code),
    };
    const admins = createAdmins();
    const locationIds = ['artifacts', 'logs'];
    const desk = LockDesk.create({ admins, audit, locationIds, store, view });
    return { admins, desk, record, store };
  }

  it('should put on record what it is about to do, do it, and tell at once', async () => {
    const { desk, record } = await open();
    const lock = await desk.create(carol, request);
    expect(lock).toEqual({
      ...request,
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      target: { type: 'user', entityRef: 'user:default/alice' },
      createdBy: CAROL,
      createdAt: expect.any(String),
    });
    expect(view.list()).toEqual([lock]);
    const logs = { type: 'location', location: 'logs' } as const;
    const other = await desk.create(carol, { ...request, target: logs });
    expect(await desk.list(carol)).toEqual([lock, other]);
    await desk.end(carol, other.id);
    expect(view.list()).toEqual([lock]);
    await desk.end(carol, lock.id);
    expect(await desk.list(carol)).toEqual([]);
    expect(await knex('locks').distinct('ended_by')).toEqual([
      { ended_by: CAROL },
    ]);

    const succeeded = ['end', 'i-1', { result: 'succeeded' }];
    const about = {
      ...byCarol,
      entityRef: 'user:default/alice',
      lockId: lock.id,
    };
    const aboutLogs = { ...byCarol, location: 'logs', lockId: other.id };
    expect(record).toEqual([
      ['begin', { ...about, operation: 'lock.create' }, 0],
      [...succeeded, 1],
      ['begin', { ...aboutLogs, operation: 'lock.create' }, 1],
      [...succeeded, 2],
      ['begin', { ...byCarol, operation: 'lock.list' }, 2],
      [...succeeded, 2],
      ['begin', { ...aboutLogs, operation: 'lock.delete' }, 2],
      [...succeeded, 1],
      ['begin', { ...about, operation: 'lock.delete' }, 1],
      [...succeeded, 0],
      ['begin', { ...byCarol, operation: 'lock.list' }, 0],
      [...succeeded, 0],
    ]);
  });

  it('should do nothing for anybody else, and put the attempt on record', async () => {
    const { admins, desk, record } = await open();
    const lock = await desk.create(carol, request);
    record.length = 0;
    const attempts = [
      () => desk.list(bob),
      () => desk.create(bob, { ...request, target: { ...request.target } }),
      () => desk.end(bob, lock.id),
    ];
    for (const attempt of attempts) {
      await expect(attempt()).rejects.toMatchObject({
        code: 'PermissionDenied',
      });
    }
    expect(await desk.list(carol)).toEqual([lock]);
    const by = { actorRef: 'user:default/bob', ownerRefs: [], origin };
    const entityRef = 'User:Default/Alice';
    expect(record.slice(0, 3)).toEqual([
      ['deny', { ...by, operation: 'lock.list' }, 'PermissionDenied', 1],
      [
        'deny',
        { ...by, operation: 'lock.create', entityRef },
        'PermissionDenied',
        1,
      ],
      [
        'deny',
        { ...by, operation: 'lock.delete', lockId: lock.id },
        'PermissionDenied',
        1,
      ],
    ]);

    record.length = 0;
    jest.spyOn(admins, 'check').mockRejectedValue(new Error('a bug'));
    await expect(desk.list(carol)).rejects.toThrow('a bug');
    expect(record).toEqual([]);
  });

  it.each<[string, Partial<LockRequest>, string, string]>([
    [
      'a location that there is not',
      { target: { type: 'location', location: 'Logs' } },
      'InvalidRequest',
      'There is no location "Logs".',
    ],
    [
      'a group as a user',
      { target: { type: 'user', entityRef: 'Group:default/pay' } },
      'InvalidRequest',
      '"group:default/pay" is not a user.',
    ],
    [
      'what is no ref',
      { target: { type: 'entity', entityRef: 'pay' } },
      'EntityNotFound',
      '"pay"',
    ],
    [
      'a time that is past',
      { expiresAt: new Date(0) },
      'InvalidRequest',
      'The lock would have ended before it began.',
    ],
  ])('should make no lock for %s', async (_, change, code, message) => {
    const { desk, record } = await open();
    await expect(
      desk.create(carol, { ...request, ...change }),
    ).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
    expect(await knex('locks')).toEqual([]);
    expect(record).toEqual([]);
  });

  it('should lock an entity of any kind, up to the last moment', async () => {
    const { desk } = await open();
    const now = Date.now() + 60_000;
    const target = { type: 'entity', entityRef: 'Group:Default/Pay' } as const;
    const clock = jest.spyOn(Date, 'now').mockReturnValue(now);
    try {
      const create = (end: number) =>
        desk.create(carol, { ...request, target, expiresAt: new Date(end) });
      await expect(create(now)).rejects.toMatchObject({
        code: 'InvalidRequest',
      });
      expect(await create(now + 1)).toMatchObject({
        target: { type: 'entity', entityRef: 'group:default/pay' },
        expiresAt: new Date(now + 1).toISOString(),
      });
    } finally {
      clock.mockRestore();
    }
  });

  it('should take away no lock but the one that is meant', async () => {
    const { desk, record } = await open();
    const lock = await desk.create(carol, request);
    record.length = 0;
    await expect(desk.end(carol, 'none')).rejects.toMatchObject({
      code: 'InvalidRequest',
      message: 'There is no lock "none" that holds.',
    });
    expect(record).toEqual([]);
    expect(await desk.list(carol)).toEqual([lock]);
  });

  it('should tell the record where the work failed, and how', async () => {
    const { desk, record, store } = await open();
    jest.spyOn(store, 'create').mockRejectedValueOnce(new Error('down'));
    await expect(desk.create(carol, request)).rejects.toThrow('down');
    expect(record[1]).toEqual([
      'end',
      'i-1',
      { result: 'failed', code: 'Unexpected' },
      0,
    ]);
    expect(record).toHaveLength(2);
  });

  it('should not take back what was done because nobody could be told', async () => {
    const { desk } = await open();
    jest.spyOn(view, 'refresh').mockRejectedValue(new Error('down'));
    const lock = await desk.create(carol, request);
    expect(await desk.list(carol)).toEqual([lock]);
    await desk.end(carol, lock.id);
    expect(await desk.list(carol)).toEqual([]);
  });
});
