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

import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { CatalogIdentityBinding } from './CatalogIdentityBinding';

const oid = '5a1f7f5e-0c1d-4c57-9f51-c0a7050b0100';

function assertionOf(id: string) {
  return { token: 'secret', oid: id, tid: 't', expiresAt: new Date() };
}

function userEntity(name: string, annotations?: Record<string, string>) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace: 'default', annotations },
    spec: {},
  };
}

function createBinding(entities: Entity[]) {
  const catalog = catalogServiceMock({ entities });
  const lookUp = jest.spyOn(catalog, 'getEntityByRef');
  const auth = mockServices.auth();
  const binding = CatalogIdentityBinding.create({ auth, catalog });
  return { auth, binding, lookUp };
}

describe('CatalogIdentityBinding', () => {
  it('should accept the id of the user, whatever its case, and refuse any other', async () => {
    const { auth, binding, lookUp } = createBinding([
      userEntity('alice', { 'graph.microsoft.com/user-id': oid.toUpperCase() }),
    ]);
    await binding.check(assertionOf(oid), 'user:default/alice');
    await binding.check(assertionOf(oid.toUpperCase()), 'user:default/alice');
    await expect(
      binding.check(
        assertionOf(oid.replace('0100', '0101')),
        'user:default/alice',
      ),
    ).rejects.toMatchObject({
      code: 'IdentityMismatch',
      statusCode: 403,
      message: expect.not.stringContaining('5a1f'),
    });
    expect(lookUp.mock.calls).toEqual([
      [
        'user:default/alice',
        { credentials: await auth.getOwnServiceCredentials() },
      ],
    ]);
  });

  it.each<[string, RegExp, Entity[]]>([
    ['no user', /not in the catalog/, []],
    ['no annotations', /annotation/, [userEntity('alice')]],
    ['another annotation', /annotation/, [userEntity('alice', { x: oid })]],
    [
      'an empty annotation',
      /annotation/,
      [userEntity('alice', { 'graph.microsoft.com/user-id': '' })],
    ],
  ])('should refuse with %s, and look again', async (_, message, entities) => {
    const { binding, lookUp } = createBinding(entities);
    for (const id of [oid, oid]) {
      await expect(
        binding.check(assertionOf(id), 'user:default/alice'),
      ).rejects.toMatchObject({
        code: 'IdentityMismatch',
        message: expect.stringMatching(message),
      });
    }
    expect(lookUp).toHaveBeenCalledTimes(2);
  });

  it('should refuse when the catalog does not answer', async () => {
    const { binding, lookUp } = createBinding([]);
    lookUp.mockRejectedValueOnce(new Error('down'));
    await expect(
      binding.check(assertionOf(oid), 'user:default/alice'),
    ).rejects.toMatchObject({ code: 'CatalogUnavailable', statusCode: 503 });
  });

  it('should notice within a minute that a user became somebody else', async () => {
    jest.useFakeTimers();
    try {
      const { binding, lookUp } = createBinding([]);
      lookUp.mockResolvedValueOnce(
        userEntity('alice', { 'graph.microsoft.com/user-id': oid }),
      );
      await binding.check(assertionOf(oid), 'user:default/alice');
      await jest.advanceTimersByTimeAsync(61_000);
      await expect(
        binding.check(assertionOf(oid), 'user:default/alice'),
      ).rejects.toMatchObject({ code: 'IdentityMismatch' });
    } finally {
      jest.useRealTimers();
    }
  });
});
