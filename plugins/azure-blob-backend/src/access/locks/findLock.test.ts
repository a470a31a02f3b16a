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
  AzureBlobLock,
  AzureBlobLockTarget,
} from 'backstage-plugin-azure-blob-common';
import { findLock, locked, LockSubject } from './findLock';

const NOW = Date.parse('2026-11-22T12:00:00.000Z');
const ALICE = { type: 'user', entityRef: 'User:Default/Alice' } as const;
const PAY = { type: 'entity', entityRef: 'Component:Default/Pay' } as const;
const LOGS = { type: 'location', location: 'logs' } as const;

const subject: LockSubject = {
  userEntityRef: 'user:default/alice',
  entityRef: 'component:default/pay',
  location: 'logs',
};

function lockOn(target: AzureBlobLockTarget, expiresAt?: string) {
  const lock: AzureBlobLock = {
    id: 'lock-1',
    target,
    reason: 'Because.',
    createdBy: 'user:default/carol',
    createdAt: '2026-11-22T11:00:00.000Z',
    expiresAt,
  };
  return lock;
}

describe('findLock', () => {
  it.each<[AzureBlobLockTarget, Partial<LockSubject>]>([
    [ALICE, { userEntityRef: 'user:other/alice' }],
    [PAY, { entityRef: 'component:default/payments' }],
    [PAY, { entityRef: undefined }],
    [LOGS, { location: 'Logs' }],
    [LOGS, { location: undefined }],
    // A ref of one kind of target is not one of another.
    [
      { type: 'entity', entityRef: 'user:default/alice' },
      { userEntityRef: 'user:default/alice' },
    ],
    [{ type: 'location', location: 'component:default/pay' }, {}],
    [{ type: 'user', entityRef: 'component:default/pay' }, {}],
  ])('should find %j for what it is about, not for %j', (target, change) => {
    const lock = lockOn(target);
    expect(
      findLock([lock], { ...subject, ...change }, new Date(NOW)),
    ).toBeUndefined();
    const own = {
      ...subject,
      ...(target.type === 'user' && { userEntityRef: target.entityRef }),
      ...(target.type === 'entity' && { entityRef: target.entityRef }),
      ...(target.type === 'location' && { location: target.location }),
    };
    expect(findLock([lock], own, new Date(NOW))).toBe(lock);
  });

  it('should compare refs in lower case, and pass over what has ended', () => {
    const ended = lockOn(ALICE, new Date(NOW).toISOString());
    for (const held of [
      lockOn(ALICE),
      lockOn(PAY),
      lockOn(LOGS, new Date(NOW + 1).toISOString()),
      lockOn(ALICE, 'no time at all'),
    ]) {
      expect(findLock([ended, held], subject, new Date(NOW))).toBe(held);
    }
    expect(findLock([ended], subject, new Date(NOW))).toBeUndefined();
  });

  it('should come to a refusal that says what is stopped, and why', () => {
    const rest = 'has been stopped by an administrator: Because.';
    expect(locked(lockOn(ALICE))).toMatchObject({
      code: 'Locked',
      statusCode: 403,
      message: `Your access ${rest}`,
    });
    expect(locked(lockOn(PAY)).message).toBe(`Access to this entity ${rest}`);
    expect(locked(lockOn(LOGS)).message).toBe(
      `Access to this location ${rest}`,
    );
  });
});
