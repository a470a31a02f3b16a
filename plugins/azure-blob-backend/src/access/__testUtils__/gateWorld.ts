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
import { AzureBlobAssertion } from 'backstage-plugin-azure-blob-node';
import { AuditOutcome, AuditSubject } from '../../audit';
import { CatalogIdentityBinding } from '../../identity';
import { LocationRegistry } from '../../locations';
import { BlobStore } from '../../storage';
import { AzureBlobConfig, LocationConfig, Scope } from '../../types';
import { DefaultAccessDecider } from '../DefaultAccessDecider';
import { DefaultAccessGate } from '../DefaultAccessGate';
import { AccessRequest, Caller } from '../types';

export const oids = new Map([
  ['alice', '5a1f7f5e-0c1d-4c57-9f51-c0a7050b0100'],
  ['bob', '5a1f7f5e-0c1d-4c57-9f51-c0a7050b0101'],
]);

export function entity(
  kind: string,
  name: string,
  links: { ownedBy?: string; partOf?: string[] } = {},
  annotations?: Record<string, string>,
): Entity {
  const { ownedBy, partOf = [] } = links;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', uid: `uid-${name}`, annotations },
    relations: [
      ...(ownedBy ? [{ type: 'ownedBy', targetRef: ownedBy }] : []),
      ...partOf.map(targetRef => ({ type: 'partOf', targetRef })),
    ],
  };
}

export const PAYMENTS = 'group:default/payments';
const entities = [
  ...[...oids].map(([name, oid]) =>
    entity('User', name, {}, { 'graph.microsoft.com/user-id': oid }),
  ),
  entity('Component', 'payments-api', {
    ownedBy: PAYMENTS,
    partOf: ['system:default/checkout', 'component:default/pay'],
  }),
  entity('Component', 'pay', {
    ownedBy: 'group:default/pay',
    partOf: ['system:default/checkout'],
  }),
  entity('Component', 'orphan'),
  entity(
    'Component',
    'typo',
    { ownedBy: PAYMENTS },
    {
      'azure-blob/locations': 'no-such',
    },
  ),
  entity('System', 'checkout', { ownedBy: PAYMENTS }),
  {
    ...entity('Group', 'payments'),
    spec: { profile: { displayName: 'Payments' } },
  },
];

function location(id: string, content: LocationConfig['content']) {
  const account = { name: 'contosobuilds', endpoint: 'https://blob.example' };
  const prefix = '{entity.kind}/{entity.namespace}/{entity.name}/';
  const layout = content === 'logs' ? '{path}' : '{run}/{path}';
  return { id, title: id, content, account, container: id, prefix, layout };
}

const config = {
  locations: [location('artifacts', 'artifacts'), location('logs', 'logs')],
  roles: [
    { role: 'owner', to: { type: 'owners' } },
    { role: 'reader', to: { type: 'system-owners' } },
  ],
} as AzureBlobConfig;

export const origin = { requestId: 'r-1', ip: '10.0.0.1', userAgent: 'curl' };

const groupsOf = new Map<string, string[]>();

export function callerOf(
  name: string,
  groups: string[],
  entra?: string,
): Caller {
  const credentials = mockCredentials.user(`user:default/${name}`);
  groupsOf.set(credentials.principal.userEntityRef, groups);
  return { credentials, assertion: entra, origin };
}
export const alice = () => callerOf('alice', [PAYMENTS], 'alice');
export const bob = () => callerOf('bob', ['group:default/search'], 'bob');

export const request: AccessRequest = {
  entityRef: 'component:default/payments-api',
  location: 'artifacts',
  action: 'read',
  operation: 'content',
  path: '41/app.tgz',
};

/** A gate with all its real parts but those that go over the network. */
export function createGateWorld() {
  /** Everything with an effect outside, in the order in which it happened. */
  const steps: string[] = [];
  const audited: Array<{ subject: AuditSubject; code?: string }> = [];
  const outcomes: AuditOutcome[] = [];
  const note = (step: string) => {
    steps.push(step);
  };
  const catalog = catalogServiceMock({ entities });
  const auth = mockServices.auth();
  const getEntityByRef = jest.spyOn(catalog, 'getEntityByRef');
  const permissions = mockServices.permissions.mock({
    authorize: jest.fn(async requests =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW })),
    ),
  });
  const userInfo = mockServices.userInfo.mock({
    getUserInfo: jest.fn(async credentials => {
      const { userEntityRef } = credentials.principal as {
        userEntityRef: string;
      };
      const groups = groupsOf.get(userEntityRef) ?? [];
      return {
        userEntityRef,
        ownershipEntityRefs: [userEntityRef, ...groups],
      };
    }),
  });
  const verify = jest.fn(async (token: string): Promise<AzureBlobAssertion> => {
    note('verify');
    return {
      token,
      oid: oids.get(token) ?? 'none',
      tid: 'tenant',
      expiresAt: new Date(Date.now() + 3_600_000),
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
    return { list: jest.fn(), getDetails: jest.fn(), read: jest.fn() };
  });
  const gate = DefaultAccessGate.create({
    auth,
    catalog,
    permissions,
    userInfo,
    binding: CatalogIdentityBinding.create({ auth, catalog }),
    decider: DefaultAccessDecider.create({ roles: config.roles }),
    locations: LocationRegistry.fromConfig(config),
    verifier: { verify },
    exchange: { exchange },
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
  });
  return {
    gate,
    steps,
    audited,
    outcomes,
    auth,
    getEntityByRef,
    permissions,
    userInfo,
    verify,
    exchange,
    begin,
    createBlobStore,
  };
}
