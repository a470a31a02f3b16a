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

import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { AzureBlobLock } from 'backstage-plugin-azure-blob-common';
import { group, user } from './__testUtils__/gateEntities';
import { AdminGate } from './AdminGate';
import { Membership } from './Membership';

function createGate(admins = ['group:default/platform']) {
  const authorize = jest.fn(async () => [
    {
      result: AuthorizeResult.ALLOW as
        | AuthorizeResult.ALLOW
        | AuthorizeResult.DENY,
    },
  ]);
  const locks: AzureBlobLock[] = [];
  const gate = AdminGate.create({
    permissions: mockServices.permissions.mock({ authorize }),
    membership: Membership.create({
      auth: mockServices.auth(),
      catalog: catalogServiceMock({
        entities: [
          user('carol', ['ops']),
          user('bob', ['search']),
          user('mallory', ['platform'], 'url:https://evil.example'),
          group('ops', ['platform']),
          group('platform'),
          group('search'),
        ],
      }),
      config: { nested: true, trustedOrigins: ['msgraph:'] },
      logger: mockServices.logger.mock(),
    }),
    admins,
    locks: { list: () => locks },
  });
  const check = (name: string) =>
    gate.check({ credentials: mockCredentials.user(`user:default/${name}`) });
  return { authorize, check, locks };
}

describe('AdminGate', () => {
  it('should let members of the groups in whom the policy lets in too', async () => {
    const { authorize, check } = createGate();
    await check('carol');
    expect(authorize.mock.calls).toEqual([
      [
        [
          {
            permission: expect.objectContaining({ name: 'azure-blob.admin' }),
          },
        ],
        { credentials: mockCredentials.user('user:default/carol') },
      ],
    ]);
    authorize.mockResolvedValueOnce([{ result: AuthorizeResult.DENY }]);
    await expect(check('carol')).rejects.toMatchObject({
      code: 'PermissionDenied',
      statusCode: 403,
      message: 'Only administrators of the storage plugin may do this.',
    });
    authorize.mockResolvedValueOnce([]);
    await expect(check('carol')).rejects.toMatchObject({
      code: 'PermissionDenied',
    });
  });

  it.each(['bob', 'mallory', 'nobody'])(
    'should keep %s out, whatever the policy says',
    async name => {
      await expect(createGate().check(name)).rejects.toMatchObject({
        code: 'PermissionDenied',
      });
    },
  );

  it('should know no administrators where the app-config names none', async () => {
    await expect(createGate([]).check('carol')).rejects.toMatchObject({
      code: 'PermissionDenied',
    });
  });

  it('should keep those out who are locked out', async () => {
    const { check, locks } = createGate();
    locks.push({
      id: 'lock-1',
      target: { type: 'user', entityRef: 'user:default/carol' },
      reason: 'The laptop was stolen.',
      createdBy: 'user:default/dave',
      createdAt: '2026-11-22T12:00:00.000Z',
    });
    await expect(check('carol')).rejects.toMatchObject({ code: 'Locked' });
    locks[0].expiresAt = '2026-11-22T00:00:00.000Z';
    jest.useFakeTimers({ now: Date.parse('2026-11-22T00:00:01.000Z') });
    await expect(check('carol')).resolves.toBeUndefined();
    jest.useRealTimers();
  });

  it('should stay shut where nobody answers', async () => {
    const { authorize, check } = createGate();
    authorize.mockRejectedValueOnce(new Error('down'));
    await expect(check('carol')).rejects.toMatchObject({
      code: 'CatalogUnavailable',
      message: expect.stringContaining('permission service'),
    });
  });
});
