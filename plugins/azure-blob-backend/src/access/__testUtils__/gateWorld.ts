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

import { TokenCredential } from '@azure/identity';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { AzureBlobLock } from 'backstage-plugin-azure-blob-common';
import {
  AzureBlobAssertion,
  AzureBlobGrantSource,
} from 'backstage-plugin-azure-blob-node';
import { createAccount } from '../../__testUtils__/createAccount';
import { createTestKeys } from '../../__testUtils__/createTestKeys';
import { AuditOutcome, AuditSubject } from '../../audit';
import { CatalogIdentityBinding } from '../../identity';
import { LocationRegistry } from '../../locations';
import { BlobStore } from '../../storage';
import {
  AccountConfig,
  AzureBlobConfig,
  LocationConfig,
  MembershipConfig,
  RoleRule,
  Scope,
} from '../../types';
import { DefaultAccessDecider } from '../DefaultAccessDecider';
import {
  DefaultAccessGate,
  DefaultAccessGateOptions,
} from '../DefaultAccessGate';
import { GrantSources } from '../grants/GrantSources';
import { Membership } from '../Membership';
import { AccessRequest, Caller } from '../types';
import { createGateEntities, oids } from './gateEntities';

export const origin = { requestId: 'r-1', ip: '10.0.0.1', userAgent: 'curl' };

/** What an account is read with that is read as the portal itself. */
export const applicationCredential: TokenCredential = {
  getToken: async () => ({
    token: 'the portal itself',
    expiresOnTimestamp: Date.now() + 3_600_000,
  }),
};

const ROLES: RoleRule[] = [
  { role: 'owner', to: { type: 'owners' } },
  { role: 'reader', to: { type: 'system-owners' } },
];

/** Signed in to the portal, and to Microsoft as `entra`. */
export function callerOf(name: string, entra?: string): Caller {
  const credentials = mockCredentials.user(`user:default/${name}`);
  return { credentials, assertion: entra, origin };
}
export const alice = () => callerOf('alice', 'alice');
export const bob = () => callerOf('bob', 'bob');

export const request: AccessRequest = {
  entityRef: 'component:default/payments-api',
  location: 'artifacts',
  action: 'read',
  operation: 'content',
  path: '41/app.tgz',
};

/** What may be otherwise than in the demo. */
export interface GateWorldOptions {
  entities?: Entity[];
  roles?: RoleRule[];
  grants?: AzureBlobGrantSource[];
  membership?: MembershipConfig;
  /** Of the account of the logs; that of the artifacts stays as it is. */
  logsAccount?: Partial<AccountConfig>;
  gate?: Partial<DefaultAccessGateOptions>;
}

/** A gate with all its real parts but those that go over the network. */
export function createGateWorld(options: GateWorldOptions = {}) {
  const { roles = ROLES, grants = [], logsAccount } = options;
  /** Everything with an effect outside, in the order in which it happened. */
  const steps: string[] = [];
  const audited: Array<{ subject: AuditSubject; code?: string }> = [];
  const outcomes: AuditOutcome[] = [];
  const note = (step: string) => {
    steps.push(step);
  };
  const config = createConfig(roles, logsAccount);
  /** What the catalog and the locks are from now on, for a test to change. */
  const state = {
    entities: options.entities ?? createGateEntities(),
    locks: [] as AzureBlobLock[],
    /** Whether users see an entity that there is. */
    isVisible: (_ref: unknown): boolean => true,
    assertionLifetimeMs: 3_600_000,
  };
  const auth = mockServices.auth();
  const catalog = catalogServiceMock();
  const now = () => catalogServiceMock({ entities: state.entities });
  const getEntityByRef = jest
    .spyOn(catalog, 'getEntityByRef')
    .mockImplementation(async (...args) => {
      const [ref, asking] = args;
      const isUser =
        asking &&
        'credentials' in asking &&
        auth.isPrincipal(asking.credentials, 'user');
      return isUser && !state.isVisible(ref)
        ? undefined
        : now().getEntityByRef(...args);
    });
  const getEntitiesByRefs = jest
    .spyOn(catalog, 'getEntitiesByRefs')
    .mockImplementation((...args) => now().getEntitiesByRefs(...args));
  const permissions = mockServices.permissions.mock({
    authorize: jest.fn(async requests =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW })),
    ),
  });
  const logger = mockServices.logger.mock();
  const verify = jest.fn(async (token: string): Promise<AzureBlobAssertion> => {
    note('verify');
    return {
      token,
      oid: oids.get(token) ?? 'none',
      tid: 'tenant',
      expiresAt: new Date(Date.now() + state.assertionLifetimeMs),
    };
  });
  const exchange = jest.fn(async ({ oid }: AzureBlobAssertion) => {
    note('exchange');
    return {
      token: `storage of ${oid}`,
      expiresAt: new Date(Date.now() + 3_600_000),
    };
  });
  const begin = jest.fn(async (subject: AuditSubject) => {
    note('intent');
    audited.push({ subject: { ...subject } });
    return { id: 'i-1' };
  });
  const createBlobStore = jest.fn<BlobStore, [Scope, TokenCredential]>(() => {
    note('store');
    return {
      list: jest.fn(),
      getDetails: jest.fn(),
      read: jest.fn(),
      walk: jest.fn(),
      listVersions: jest.fn(),
      getTags: jest.fn(),
      mintSas: jest.fn(),
    };
  });
  const { membership = { nested: true, trustedOrigins: ['msgraph:'] } } =
    options;
  const { trustedOrigins } = membership;
  const gate = DefaultAccessGate.create({
    auth,
    catalog,
    permissions,
    config,
    identityBinding: CatalogIdentityBinding.create({
      auth,
      catalog,
      trustedOrigins,
    }),
    scopeBindings: { check: async () => undefined },
    applicationCredentials: { get: () => applicationCredential },
    decider: DefaultAccessDecider.create({ roles }),
    locations: LocationRegistry.fromConfig(config),
    locks: { list: () => state.locks },
    membership: Membership.create({
      auth,
      catalog,
      config: membership,
      logger,
    }),
    grants: GrantSources.create({ sources: grants, logger }),
    readsDependents: true,
    verifier: { verify },
    exchange: { exchange },
    keys: createTestKeys(),
    audit: {
      begin,
      end: async (_, outcome) => {
        note('outcome');
        outcomes.push(outcome);
      },
      deny: async (subject, code) => {
        note('denied');
        audited.push({ subject: { ...subject }, code });
      },
    },
    createBlobStore,
    ...options.gate,
  });
  return {
    gate,
    state,
    steps,
    audited,
    outcomes,
    auth,
    catalog,
    getEntityByRef,
    getEntitiesByRefs,
    permissions,
    logger,
    verify,
    exchange,
    begin,
    createBlobStore,
  };
}

function createConfig(
  roles: RoleRule[],
  logsAccount: Partial<AccountConfig> | undefined,
): AzureBlobConfig {
  const account = createAccount('https://blob.example');
  const logs = logsAccount ? { ...account, ...logsAccount } : account;
  const location = (id: LocationConfig['content'], of: AccountConfig) => ({
    id,
    title: id,
    content: id,
    account: of,
    container: id,
    prefix: '{entity.kind}/{entity.namespace}/{entity.name}/',
    layout: id === 'logs' ? ('{path}' as const) : ('{run}/{path}' as const),
  });
  return {
    identity: {
      tenantId: 'tenant',
      clientId: 'client',
      authorityHost: 'https://login.example',
      credential: { type: 'secret', clientSecret: 'unused' },
      clockToleranceSeconds: 60,
      portalClientIds: [],
      allowGuests: false,
    },
    accounts: [account],
    locations: [location('artifacts', account), location('logs', logs)],
    roles,
    membership: { nested: true, trustedOrigins: ['msgraph:'] },
    admins: [],
    takeOvers: 'notify',
    rateLimits: { cheap: 1, list: 1, read: 1, costly: 1 },
    archives: { maxFiles: 10, maxBytes: 1000 },
    provenance: { publicGood: true, trustedRoots: [] },
  };
}
