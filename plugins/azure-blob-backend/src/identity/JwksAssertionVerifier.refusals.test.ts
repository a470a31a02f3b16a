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

import { AssertionOverrides, world } from 'local-azure';
import { invalid, VerifierWorld } from './__testUtils__/VerifierWorld';

const { clientId } = world.apiApp;
const FOREIGN_TENANT = '00000000-aaaa-4bbb-8ccc-dddddddddddd';
const GRAPH = 'https://graph.microsoft.com';
const v1 = (tenant: string) => `https://sts.windows.net/${tenant}/`;
const v2 = (host: string, tenant: string) => `${host}/${tenant}/v2.0`;

describe('JwksAssertionVerifier, of tokens that are another’s,', () => {
  let tenant: VerifierWorld;

  beforeAll(async () => {
    tenant = await VerifierWorld.create();
  }, 60_000);

  afterAll(async () => {
    await tenant?.azure.stop();
  });

  it.each<[string, string, RegExp, () => AssertionOverrides]>([
    [
      'another tenant',
      'WrongTenant',
      /another tenant/,
      () => ({
        claims: {
          tid: FOREIGN_TENANT,
          iss: v2(tenant.azure.entra.origin, FOREIGN_TENANT),
        },
      }),
    ],
    [
      'a tenant that is not its issuer',
      'WrongTenant',
      /another tenant/,
      () => ({ claims: { tid: FOREIGN_TENANT } }),
    ],
    [
      'another authority',
      'WrongTenant',
      /another tenant/,
      () => ({
        claims: {
          iss: v2('https://login.microsoftonline.com', tenant.azure.tenantId),
        },
      }),
    ],
    [
      'the common issuer',
      'WrongTenant',
      /another tenant/,
      () => ({ claims: { iss: v2(tenant.azure.entra.origin, 'common') } }),
    ],
    [
      'no tenant',
      'WrongTenant',
      /another tenant/,
      () => ({ without: ['tid'] }),
    ],
    [
      'the older issuer',
      'WrongVersion',
      /version/,
      () => ({ claims: { iss: v1(tenant.azure.tenantId), ver: '1.0' } }),
    ],
    [
      'the older issuer alone',
      'WrongVersion',
      /version/,
      () => ({ claims: { iss: v1(tenant.azure.tenantId) } }),
    ],
    [
      'the older issuer of another cloud',
      'WrongVersion',
      /version/,
      () => ({ claims: { iss: 'https://sts.chinacloudapi.cn/', ver: '1.0' } }),
    ],
    [
      'the older issuer of another tenant',
      'WrongTenant',
      /another tenant/,
      () => ({ claims: { iss: v1(FOREIGN_TENANT), tid: FOREIGN_TENANT } }),
    ],
    [
      'version 1.0',
      'WrongVersion',
      /version/,
      () => ({ claims: { ver: '1.0' } }),
    ],
  ])(
    'T2: should refuse a token of %s as %s',
    async (_, reason, message, overrides) => {
      expect(await tenant.getRefusal(overrides())).toEqual(
        invalid(reason, message),
      );
    },
  );

  it.each<[string, string, RegExp, () => AssertionOverrides]>([
    [
      'for Graph',
      'WrongAudience',
      /another application/,
      () => ({
        claims: { aud: GRAPH, iss: v1(tenant.azure.tenantId), ver: '1.0' },
      }),
    ],
    [
      'for Graph that only Graph can verify',
      'WrongAudience',
      /another application/,
      () => ({ claims: { aud: GRAPH }, foreignKey: true }),
    ],
    [
      'for storage',
      'WrongAudience',
      /another application/,
      () => ({ claims: { aud: 'https://storage.azure.com' } }),
    ],
    [
      'for nobody',
      'WrongAudience',
      /another application/,
      () => ({ without: ['aud'] }),
    ],
    [
      'without scopes',
      'WrongScope',
      /access_as_user/,
      () => ({ without: ['scp'] }),
    ],
    [
      'with other scopes',
      'WrongScope',
      /access_as_user/,
      () => ({ claims: { scp: 'xaccess_as_user access_as_user.all' } }),
    ],
    [
      'with scopes that are no text',
      'WrongScope',
      /access_as_user/,
      () => ({ claims: { scp: ['access_as_user'] } }),
    ],
    [
      'that another app asked for',
      'WrongClient',
      /another app than the portal/,
      () => ({ claims: { azp: FOREIGN_TENANT } }),
    ],
    [
      'that the API app asked for itself',
      'WrongClient',
      /another app than the portal/,
      () => ({ claims: { azp: clientId } }),
    ],
    [
      'that nobody asked for',
      'WrongClient',
      /another app than the portal/,
      () => ({ without: ['azp'] }),
    ],
  ])(
    'T3: should refuse a token %s as %s',
    async (_, reason, message, overrides) => {
      expect(await tenant.getRefusal(overrides())).toEqual(
        invalid(reason, message),
      );
    },
  );

  it.each<[string, string, RegExp, () => AssertionOverrides]>([
    [
      'that says so',
      'AppToken',
      /to an app/,
      () => ({ claims: { idtyp: 'app' } }),
    ],
    [
      'that is its own subject',
      'AppToken',
      /to an app/,
      () => ({
        claims: { oid: world.users[0].oid, sub: world.users[0].oid },
        without: ['scp'],
      }),
    ],
    ['without oid', 'Malformed', /"oid"/, () => ({ without: ['oid'] })],
    [
      'with an oid that is none',
      'Malformed',
      /"oid"/,
      () => ({ claims: { oid: '*' } }),
    ],
  ])(
    'T5: should refuse a token of an app %s as %s',
    async (_, reason, message, overrides) => {
      expect(await tenant.getRefusal(overrides())).toEqual(
        invalid(reason, message),
      );
    },
  );

  it('T5: should let in guests only where the config says so', async () => {
    const hospitable = tenant.createVerifier({ allowGuests: true });
    for (const claims of [
      { acct: 1 },
      { acct: '1' },
      { acct: 'guest' },
      { idp: v1(FOREIGN_TENANT) },
      { idp: 'live.com' },
    ]) {
      const token = await tenant.issue({ claims });
      await expect(tenant.verifier.verify(token)).rejects.toMatchObject({
        code: 'GuestNotAllowed',
        statusCode: 403,
        reason: 'Guest',
      });
      await expect(hospitable.verify(token)).resolves.toBeDefined();
    }
    for (const claims of [
      { acct: 0, idp: 'live.com' },
      { idp: v1(tenant.azure.tenantId) },
      { idp: v2(tenant.azure.entra.origin, tenant.azure.tenantId) },
    ]) {
      const token = await tenant.issue({ claims });
      await expect(tenant.verifier.verify(token)).resolves.toBeDefined();
    }
  });
});
