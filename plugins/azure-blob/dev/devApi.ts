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

import { parseEntityRef } from '@backstage/catalog-model';
import { microsoftAuthApiRef } from '@backstage/core-plugin-api';
import {
  AzureBlobAccess,
  AzureBlobApi,
  AzureBlobErrorCode,
} from 'backstage-plugin-azure-blob-common';
import {
  createDemoWorld,
  createResponseError,
  FakeAzureBlobApi,
  ResponseErrorDetails,
} from '../src/__testUtils__';
import { DevState, devStates } from './devEntities';
import { colorLog } from './colorLog';

type MicrosoftAuth = typeof microsoftAuthApiRef.T;

const FAILING: Partial<
  Record<DevState, [AzureBlobErrorCode, ResponseErrorDetails]>
> = {
  'storage-role-missing': [
    'StorageRoleMissing',
    {
      missingRole: 'Storage Blob Data Reader',
      missingScope: 'contosobuilds/artifacts',
      storageRequestId: '6f1c0d2e-701e-0061-1234-5a6b7c000000',
    },
  ],
  'interaction-required': ['InteractionRequired', { status: 401 }],
  'identity-mismatch': ['IdentityMismatch', {}],
  'exchange-unavailable': ['TokenExchangeUnavailable', { status: 503 }],
  'audit-unavailable': ['AuditUnavailable', { status: 503 }],
};

const apis = new Map<string, FakeAzureBlobApi>();

/** An API that answers for every state of {@link devStates}. */
export function createDevApi(): AzureBlobApi {
  const apiOf = (entityRef: string) => {
    const state = devStates.find(
      name => name === parseEntityRef(entityRef).name,
    );
    const api = apis.get(entityRef) ?? createStateApi(state ?? 'payments-api');
    apis.set(entityRef, api);
    return api;
  };
  return {
    getAccess: (request, options) =>
      apiOf(request.entityRef).getAccess(request, options),
    listRuns: (request, options) =>
      apiOf(request.entityRef).listRuns(request, options),
    listArtifacts: (request, options) =>
      apiOf(request.entityRef).listArtifacts(request, options),
    getArtifact: (request, options) =>
      apiOf(request.entityRef).getArtifact(request, options),
    getContent: (request, options) =>
      apiOf(request.entityRef).getContent(request, options),
    getLog: (request, options) =>
      apiOf(request.entityRef).getLog(request, options),
    getLogLines: (request, options) =>
      apiOf(request.entityRef).getLogLines(request, options),
  };
}

/** Signs in after a moment, and then every state is signed in. */
export function createDevMicrosoftAuth(): MicrosoftAuth {
  const never: ReturnType<MicrosoftAuth['sessionState$']> = {
    subscribe: () => ({ unsubscribe() {}, closed: true }),
    [Symbol.observable]: () => never,
  };
  return {
    getAccessToken: async (_scope, options) => {
      if (options?.instantPopup) {
        await new Promise(resolve => setTimeout(resolve, 600));
        apis.forEach(api => {
          api.isSignedIn = true;
        });
      }
      return 'a token for looking at things';
    },
    getIdToken: async () => '',
    getProfile: async () => undefined,
    getBackstageIdentity: async () => undefined,
    signIn: async () => {},
    signOut: async () => {},
    sessionState$: () => never,
  };
}

function createStateApi(state: DevState): FakeAzureBlobApi {
  const isLong = state === 'huge' || state === 'indexing';
  const world = createDemoWorld({ logLines: isLong ? 9_744_120 : 12_000 });
  const api = new FakeAzureBlobApi(world);
  world.access.entityRef = `component:default/${state}`;
  world.locations.logs.blobs['1284/colors.log'] = colorLog;
  const failure = FAILING[state];
  if (failure) {
    createResponseError(...failure).then(error => {
      api.errors = { listRuns: error };
    });
  }
  switch (state) {
    case 'denied':
      deny(world.access, 'NoRole', 'user:default/bob', [
        'group:default/search',
      ]);
      break;
    case 'denied-guest':
      deny(world.access, 'NoRole', 'user:development/guest', []);
      break;
    case 'no-owner':
      deny(world.access, 'NoOwner', 'user:default/dave', []);
      world.access.owners = [];
      break;
    case 'policy':
      deny(world.access, 'PermissionDenied', 'user:default/dave', []);
      break;
    case 'not-signed-in':
      api.isSignedIn = false;
      break;
    case 'network-down':
      api.errors = { getAccess: new TypeError('Failed to fetch') };
      break;
    case 'empty':
      world.locations.artifacts.runs = [];
      world.locations.logs.runs = [];
      break;
    case 'no-location':
      world.access.locations = [];
      break;
    case 'loading':
      api.delay = new Promise(() => {});
      break;
    case 'indexing':
      api.indexed = 0.42;
      break;
    case 'two-locations':
      world.access.locations.push({
        id: 'images',
        title: 'Container images',
        content: 'artifacts',
        hasRuns: false,
      });
      world.locations.images = { blobs: { 'api.tar': 'layers' } };
      break;
    case 'replaced':
      setInterval(() => {
        api.etag = '"2"';
      }, 3000);
      break;
    case 'odd-names':
      addOddNames(world.locations.artifacts.blobs);
      break;
    default:
  }
  return api;
}

function deny(
  access: AzureBlobAccess,
  code: AzureBlobErrorCode,
  user: string,
  groups: string[],
) {
  access.user = { entityRef: user, groups };
  access.allowed = false;
  access.role = undefined;
  access.basis = undefined;
  access.locations = [];
  access.denial = { code, message: 'You are not in payments.' };
}

function addOddNames(blobs: Record<string, unknown>) {
  const names = [
    `${'a-very-long-name-'.repeat(12)}.txt`,
    'über größe 日本語.log',
    '<img src=x onerror=alert(1)>.html',
    ...Array.from({ length: 230 }, (_, index) => `chunk-${index}.bin`),
  ];
  for (const name of names) {
    blobs[`1284/${name}`] = name;
  }
}
