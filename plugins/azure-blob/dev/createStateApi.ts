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
  AzureBlobAccess,
  AzureBlobErrorCode,
} from 'backstage-plugin-azure-blob-common';
import {
  addDifferences,
  createBinding,
  createDemoWorld,
  createDiagnosis,
  createResponseError,
  createRoleDiagnosis,
  createStepUpDiagnosis,
  FakeAzureBlobApi,
  ResponseErrorDetails,
} from '../src/__testUtils__';
import { colorLog } from './colorLog';
import { DevState } from './devEntities';
import { addManyLogs, addSteps, failLogs, growLog } from './logStates';
import { addManyRuns, findRuns } from './runStates';
import { addFileDetails, addManyFiles } from './folderStates';
import { addFormerName, addProvenance, refuseLinks } from './linkStates';

/** Of Entra ID, as `WWW-Authenticate` carries it. */
const CHALLENGE = `Bearer error="insufficient_claims", claims="${btoa(
  '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}',
)}"`;

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
  'step-up': [
    'InteractionRequired',
    { status: 401, headers: { 'www-authenticate': CHALLENGE } },
  ],
  'step-up-useless': [
    'InteractionRequired',
    { status: 401, headers: { 'www-authenticate': CHALLENGE } },
  ],
  'identity-mismatch': ['IdentityMismatch', {}],
  'guest-not-allowed': ['GuestNotAllowed', {}],
  locked: [
    'Locked',
    {
      message:
        'Access to this location has been stopped by an administrator: The build server was broken into.',
    },
  ],
  'rate-limited': ['RateLimited', { status: 429, retryAfterSeconds: 42 }],
  'link-not-found': ['LinkNotFound', { status: 404 }],
  held: ['ScopeHeld', {}],
  'held-confirm': ['ScopeHeld', {}],
  'diagnosis-loading': ['StorageForbidden', {}],
  'diagnosis-failing': ['TokenExchangeUnavailable', { status: 503 }],
  'exchange-unavailable': ['TokenExchangeUnavailable', { status: 503 }],
  'audit-unavailable': ['AuditUnavailable', { status: 503 }],
};

/** Refuses the runs as the state says, with a new error each time. */
export async function refuse(
  api: FakeAzureBlobApi,
  state: DevState,
): Promise<void> {
  if (state === 'download-refused') {
    api.errors = {
      createDownloadLinks: await createResponseError(
        'InteractionRequired',
        FAILING['step-up']?.[1],
      ),
    };
  }
  const failure = FAILING[state];
  if (failure) {
    const error = await createResponseError(...failure);
    api.errors = {
      listRuns: error,
      getOverview: error,
      resolveLink: error,
    };
    if (state === 'diagnosis-failing') {
      api.errors.getDiagnosis = error;
    }
  }
}

/** An API that answers for one state. */
export function createStateApi(state: DevState): FakeAzureBlobApi {
  const isLong = state === 'huge' || state === 'indexing';
  const world = createDemoWorld({ logLines: isLong ? 9_744_120 : 12_000 });
  const api = new FakeAzureBlobApi(world);
  world.access.entityRef = `component:default/${state}`;
  world.diagnosis = createDiagnosis();
  world.locations.logs.blobs['1284/colors.log'] = colorLog;
  refuse(api, state);
  if (state === 'diagnosis-loading') {
    api.slow = ['getDiagnosis'];
  }
  switch (state) {
    case 'denied':
      deny(world.access, 'NoRole', 'user:default/bob', [
        'group:default/search',
      ]);
      world.diagnosis = createDiagnosis('role', {
        code: 'NoRole',
        message:
          'This component belongs to payments, and you are not in payments.',
        fixes: [
          { who: 'owners', text: 'Add the user to the group payments.' },
          {
            who: 'portal-admins',
            text: 'Or give another group a role on it.',
            config:
              'azureBlob:\n  roles:\n    - { role: reader, to: group:default/search }',
          },
        ],
      });
      break;
    case 'locked-denied':
      deny(world.access, 'Locked', 'user:default/bob', [
        'group:default/search',
      ]);
      break;
    case 'step-up':
      world.diagnosis = createStepUpDiagnosis();
      break;
    case 'step-up-useless':
      world.diagnosis = createStepUpDiagnosis();
      break;
    case 'storage-role-missing':
      world.diagnosis = createRoleDiagnosis();
      break;
    case 'held':
    case 'held-confirm':
      world.bindings = [createBinding('held', state === 'held-confirm')];
      api.onConfirm = () => {
        api.errors = {};
      };
      break;
    case 'taken-over':
      world.bindings = [createBinding('taken-over', true)];
      break;
    case 'application-identity':
      world.access.locations.forEach(location => {
        location.identity = 'application';
      });
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
        identity: 'onBehalfOf',
      });
      world.locations.images = { blobs: { 'api.tar': 'layers' } };
      break;
    case 'replaced':
      setInterval(() => {
        api.etag = '"2"';
      }, 3000);
      break;
    case 'many-runs':
      addManyRuns(world.locations.artifacts);
      break;
    case 'finding-runs':
      findRuns(world.locations.artifacts);
      break;
    case 'compare-incomplete':
    case 'compare':
      addDifferences(world, 2000);
      world.locations.artifacts.maxCompared =
        state === 'compare' ? undefined : 1000;
      world.locations.artifacts.runs?.forEach(run => {
        run.retention = {
          action: 'delete',
          at: '2027-01-03T00:00:00.000Z',
          rule: 'old-builds',
        };
      });
      break;
    case 'log-steps':
      addSteps(api);
      break;
    case 'log-many':
      addManyLogs(world.locations.logs);
      break;
    case 'log-growing':
      growLog(api);
      break;
    case 'log-failing':
      addSteps(api);
      failLogs(api);
      break;
    case 'many-files':
      addManyFiles(world.locations.artifacts);
      break;
    case 'file-details':
      addFileDetails(world.locations.artifacts);
      break;
    case 'provenance':
      addProvenance(world.locations.artifacts);
      break;
    case 'moved':
      addFormerName(world);
      break;
    case 'odd-names':
      addOddNames(world.locations.artifacts.blobs);
      break;
    default:
  }
  refuseLinks(api);
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
  access.denial = {
    code,
    message:
      code === 'Locked'
        ? 'Your access has been stopped by an administrator: Left the company.'
        : 'This component belongs to payments.',
  };
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
