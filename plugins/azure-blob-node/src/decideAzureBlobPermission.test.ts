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

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  AuthService,
  coreServices,
  createBackendModule,
  createBackendPlugin,
  createServiceFactory,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import { PermissionPolicy } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  azureBlobAdminPermission,
  azureBlobArtifactReadPermission,
  azureBlobLogReadPermission,
  azureBlobPermissions,
} from 'backstage-plugin-azure-blob-common';
import { decideAzureBlobPermission } from './decideAzureBlobPermission';

const { ALLOW, DENY } = AuthorizeResult;

const CATALOG = ['payments', 'search', 'platform', 'sre']
  .map(name => `{kind: Group, name: ${name}, spec: {type: team, children: []}}`)
  .concat(
    `{kind: Component, name: payments-api, spec: {type: service, lifecycle: production, owner: payments}}`,
    `{kind: Component, name: search-indexer, spec: {type: service, lifecycle: production, owner: search}}`,
    `{kind: Component, name: shared, spec: {type: service, lifecycle: production, owner: user:default/alice}}`,
  )
  .map(entity =>
    entity
      .replace('name: ', 'metadata: {name: ')
      .replace(', spec', '}, spec')
      .replace('{', '{apiVersion: backstage.io/v1alpha1, '),
  )
  .join('\n---\n');

const GROUPS: Record<string, string[]> = {
  'user:default/alice': ['group:default/payments'],
  'user:default/bob': ['group:default/search'],
  'user:default/carol': ['group:default/Platform'],
  'user:default/sam': ['group:default/sre'],
};

/** The policy of an adopter. */
const policy: PermissionPolicy = {
  async handle(request, user) {
    return (
      decideAzureBlobPermission(request, user?.info, {
        admins: ['group:default/platform'],
        readers: ['group:default/sre'],
      }) ?? {
        result: request.permission.name === 'foreign.allowed' ? ALLOW : DENY,
      }
    );
  },
};

const policyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'policy',
  register(reg) {
    reg.registerInit({
      deps: { policies: policyExtensionPoint },
      async init({ policies }) {
        policies.setPolicy(policy);
      },
    });
  },
});

/** The catalog answers only plugins that act for a user; the mock hides them. */
const authFactory = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory: ({ plugin }) => {
    const auth = mockServices.auth({ pluginId: plugin.getId() });
    const getPluginRequestToken: AuthService['getPluginRequestToken'] =
      async options => {
        const { onBehalfOf } = options;
        return auth.isPrincipal(onBehalfOf, 'user')
          ? {
              token: mockCredentials.user.token(
                onBehalfOf.principal.userEntityRef,
                { actor: { subject: `plugin:${plugin.getId()}` } },
              ),
            }
          : auth.getPluginRequestToken(options);
      };
    return Object.assign(auth, { getPluginRequestToken });
  },
});

const userInfoFactory = createServiceFactory({
  service: coreServices.userInfo,
  deps: { auth: coreServices.auth },
  factory: ({ auth }) => ({
    async getUserInfo(credentials) {
      if (!auth.isPrincipal(credentials, 'user')) {
        throw new Error('Nobody is signed in.');
      }
      const { userEntityRef } = credentials.principal;
      const groups = GROUPS[userEntityRef] ?? [];
      return { userEntityRef, ownershipEntityRefs: [userEntityRef, ...groups] };
    },
  }),
});

describe('decideAzureBlobPermission', () => {
  let directory: string;
  let backend: TestBackend;
  let permissions: PermissionsService;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'azure-blob-'));
    const target = join(directory, 'catalog.yaml');
    await writeFile(target, CATALOG);
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        permissionPlugin,
        policyModule,
        authFactory,
        userInfoFactory,
        permissionsServiceFactory,
        mockServices.rootConfig.factory({
          data: {
            permission: { enabled: true },
            catalog: {
              processingInterval: { seconds: 1 },
              locations: [
                {
                  type: 'file',
                  target,
                  rules: [{ allow: ['Group', 'Component'] }],
                },
              ],
            },
          },
        }),
        createBackendPlugin({
          pluginId: 'azure-blob',
          register(env) {
            env.registerInit({
              deps: {
                registry: coreServices.permissionsRegistry,
                service: coreServices.permissions,
              },
              async init({ registry, service }) {
                registry.addPermissions(azureBlobPermissions);
                permissions = service;
              },
            });
          },
        }),
      ],
    });
    // Until the catalog has read its file.
    const known = ['payments-api', 'search-indexer', 'shared'];
    while ((await ask('alice', known)).filter(is => is === ALLOW).length < 2) {
      await wait(100);
    }
  }, 60_000);

  afterAll(async () => {
    await backend?.stop();
    await rm(directory, { recursive: true });
  });

  /** Asks in one request about several entities. */
  async function ask(user: string, names: string[]) {
    const answers = await permissions.authorize(
      names.map((name, index) => ({
        permission:
          index % 2 === 0
            ? azureBlobArtifactReadPermission
            : azureBlobLogReadPermission,
        resourceRef: `component:default/${name}`,
      })),
      { credentials: mockCredentials.user(`user:default/${user}`) },
    );
    return answers.map(({ result }) => result);
  }

  it('should let the catalog apply ownership to each entity', async () => {
    expect(await ask('alice', ['payments-api'])).toEqual([ALLOW]);
    expect(await ask('alice', ['search-indexer'])).toEqual([DENY]);
    const all = ['payments-api', 'payments-api', 'search-indexer', 'shared'];
    expect(await ask('alice', all)).toEqual([ALLOW, ALLOW, DENY, ALLOW]);
    expect(await ask('bob', all)).toEqual([DENY, DENY, ALLOW, DENY]);
    expect(await ask('dave', all)).toEqual([DENY, DENY, DENY, DENY]);
    expect(await ask('alice', ['none', 'payments-api'])).toEqual([DENY, ALLOW]);
  });

  it('should let readers read of all, and administrators administer', async () => {
    expect(await ask('sam', ['payments-api', 'search-indexer'])).toEqual([
      ALLOW,
      ALLOW,
    ]);
    const administer = async (user: string) => {
      const [{ result }] = await permissions.authorize(
        [{ permission: azureBlobAdminPermission }],
        { credentials: mockCredentials.user(`user:default/${user}`) },
      );
      return result;
    };
    expect(await administer('carol')).toBe(ALLOW);
    expect(await administer('alice')).toBe(DENY);
    expect(await administer('sam')).toBe(DENY);
  });

  it('should leave other permissions to the policy', async () => {
    const answers = await permissions.authorize(
      ['foreign.allowed', 'foreign.denied'].map(name => ({
        permission: createPermission({ name, attributes: {} }),
      })),
      { credentials: mockCredentials.user('user:default/alice') },
    );
    expect(answers).toMatchObject([{ result: ALLOW }, { result: DENY }]);
  });

  it('should refuse who is nobody, and who has nothing', () => {
    for (const permission of azureBlobPermissions) {
      for (const user of [undefined, { ownershipEntityRefs: [] }]) {
        expect(decideAzureBlobPermission({ permission }, user)).toEqual({
          result: DENY,
        });
      }
    }
    const owner = { ownershipEntityRefs: ['group:default/platform'] };
    const permission = azureBlobAdminPermission;
    expect(decideAzureBlobPermission({ permission }, owner)).toEqual({
      result: DENY,
    });
  });
});
