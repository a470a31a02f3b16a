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
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/managed-by-origin-location': 'msgraph:default/contoso',
        ...annotations,
      },
    },
    spec: {},
  };
}

function createBinding(
  entities: Entity[],
  trustedOrigins = ['msgraph:', 'ldap:'],
) {
  const catalog = catalogServiceMock({ entities });
  const lookUp = jest.spyOn(catalog, 'getEntityByRef');
  const auth = mockServices.auth();
  const binding = CatalogIdentityBinding.create({
    auth,
    catalog,
    trustedOrigins,
  });
  return { auth, binding, lookUp };
}

describe('CatalogIdentityBinding', () => {
  it('T1: should accept the id of the user, whatever its case, and refuse any other', async () => {
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
      reason: 'UserIdDiffers',
      message: expect.stringMatching(/^((?!5a1f).)*as two different people/),
    });
    expect(lookUp.mock.calls).toEqual([
      [
        'user:default/alice',
        { credentials: await auth.getOwnServiceCredentials() },
      ],
    ]);
  });

  const trusted = { 'graph.microsoft.com/user-id': oid };
  const origin = (location: string) => ({
    ...trusted,
    'backstage.io/managed-by-origin-location': location,
  });
  const bare = userEntity('alice');
  const messages: Record<string, RegExp> = {
    UserNotInCatalog: /not in the catalog.*import the users/,
    UserIdMissing: /lacks the annotation "graph\.microsoft\.com\/user-id"/,
    UserUntrusted: /^((?!evil).)*not come from a source that the portal trusts/,
  };
  it.each<[string, string, Entity[]]>([
    ['no user', 'UserNotInCatalog', []],
    ['no annotation of its id', 'UserIdMissing', [bare]],
    ['another annotation', 'UserIdMissing', [userEntity('alice', { x: oid })]],
    [
      'a user without annotations',
      'UserUntrusted',
      [{ ...bare, metadata: { ...bare.metadata, annotations: undefined } }],
    ],
    [
      'an empty annotation',
      'UserIdMissing',
      [userEntity('alice', { 'graph.microsoft.com/user-id': '' })],
    ],
    [
      'a user that somebody registered',
      'UserUntrusted',
      [userEntity('alice', origin('url:https://evil.example/msgraph:'))],
    ],
    [
      'a user with an empty origin',
      'UserUntrusted',
      [userEntity('alice', origin(''))],
    ],
  ])(
    'T1: should refuse %s as %s, and look again',
    async (_, reason, entities) => {
      const { binding, lookUp } = createBinding(entities);
      for (const id of [oid, oid]) {
        await expect(
          binding.check(assertionOf(id), 'user:default/alice'),
        ).rejects.toMatchObject({
          code: 'IdentityMismatch',
          reason,
          message: expect.stringMatching(messages[reason]),
        });
      }
      expect(lookUp).toHaveBeenCalledTimes(2);
    },
  );

  it('should accept users of each trusted origin', async () => {
    for (const location of ['msgraph:x/y', 'ldap:corp']) {
      const user = userEntity('alice', origin(location));
      const { binding } = createBinding([user]);
      await expect(
        binding.check(assertionOf(oid), 'user:default/alice'),
      ).resolves.toBeUndefined();
    }
  });

  it('should look a user up once for all who ask at once', async () => {
    const { binding, lookUp } = createBinding([userEntity('alice', trusted)]);
    await Promise.all(
      Array.from({ length: 200 }, () =>
        binding.check(assertionOf(oid), 'user:default/alice'),
      ),
    );
    expect(lookUp).toHaveBeenCalledTimes(1);
  });

  it('should refuse when the catalog does not answer', async () => {
    const { binding, lookUp } = createBinding([]);
    const down = new Error('down');
    lookUp.mockRejectedValueOnce(down);
    await expect(
      binding.check(assertionOf(oid), 'user:default/alice'),
    ).rejects.toMatchObject({
      code: 'CatalogUnavailable',
      statusCode: 503,
      message: expect.stringMatching(/catalog of the portal does not answer/),
      cause: down,
    });
  });

  it('T1: should notice within half a minute that a user became somebody else', async () => {
    jest.useFakeTimers();
    try {
      const { binding, lookUp } = createBinding([]);
      lookUp.mockResolvedValueOnce(
        userEntity('alice', { 'graph.microsoft.com/user-id': oid }),
      );
      await binding.check(assertionOf(oid), 'user:default/alice');
      await jest.advanceTimersByTimeAsync(29_999);
      await binding.check(assertionOf(oid), 'user:default/alice');
      expect(lookUp).toHaveBeenCalledTimes(1);
      await jest.advanceTimersByTimeAsync(1);
      await expect(
        binding.check(assertionOf(oid), 'user:default/alice'),
      ).rejects.toMatchObject({ code: 'IdentityMismatch' });
    } finally {
      jest.useRealTimers();
    }
  });

  it.each(['getEntityByRef', 'getOwnServiceCredentials'] as const)(
    'should wait no longer than five seconds for %s, and keep nobody waiting',
    async method => {
      jest.useFakeTimers();
      try {
        const { auth, binding, lookUp } = createBinding([
          userEntity('alice', trusted),
        ]);
        const ask =
          method === 'getEntityByRef'
            ? lookUp
            : jest.spyOn(auth, 'getOwnServiceCredentials');
        ask.mockReturnValueOnce(new Promise<never>(() => undefined));
        const refusals = [1, 2].map(() =>
          binding
            .check(assertionOf(oid), 'user:default/alice')
            .catch(error => error),
        );
        await jest.advanceTimersByTimeAsync(5_000);
        for (const refusal of refusals) {
          expect(await refusal).toMatchObject({ code: 'CatalogUnavailable' });
        }
        await binding.check(assertionOf(oid), 'user:default/alice');
        expect(ask).toHaveBeenCalledTimes(2);
      } finally {
        jest.useRealTimers();
      }
    },
  );

  it('T1: should count the age from when the catalog was asked, by a clock that cannot be set back', async () => {
    jest.useFakeTimers();
    try {
      const { binding, lookUp } = createBinding([]);
      lookUp.mockImplementationOnce(async () => {
        await new Promise(resolve => {
          setTimeout(resolve, 4_000);
        });
        return userEntity('alice', trusted);
      });
      const check = () => binding.check(assertionOf(oid), 'user:default/alice');
      const first = check();
      await jest.advanceTimersByTimeAsync(4_000);
      await first;
      jest.setSystemTime(0);
      await jest.advanceTimersByTimeAsync(25_999);
      await check();
      await jest.advanceTimersByTimeAsync(1);
      await expect(check()).rejects.toMatchObject({ code: 'IdentityMismatch' });
    } finally {
      jest.useRealTimers();
    }
  });

  it('B6: should take no origin that only begins alike for a trusted one', async () => {
    const { binding } = createBinding(
      [userEntity('alice', origin('url:https://github.com/acme-evil/x.yaml'))],
      ['url:https://github.com/acme'],
    );
    await expect(
      binding.check(assertionOf(oid), 'user:default/alice'),
    ).rejects.toMatchObject({ reason: 'UserUntrusted' });
  });
});
