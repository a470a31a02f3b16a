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
  AzureBlobBinding,
  AzureBlobDiagnosis,
  AzureBlobDiagnosisCheck,
  AzureBlobStatus,
} from 'backstage-plugin-azure-blob-common';

const TITLES = {
  signIn: 'Signed in to the portal',
  assertion: 'Signed in with Microsoft',
  identity: 'The same person in both',
  catalog: 'In the catalog',
  permission: 'Allowed by the rules of the portal',
  role: 'Role on payments-api',
  location: 'Location applies',
  audit: 'Access put on record',
  exchange: 'Token exchanged for storage',
  storage: 'Role in Azure Storage',
};

type Step = keyof typeof TITLES;

const ROLE_COMMAND = [
  'az role assignment create \\',
  '  --role "Storage Blob Data Reader" \\',
  '  --assignee-object-id 5a1f7f5e-0c1d-4c57-9f51-c0a7050b0100 \\',
  '  --assignee-principal-type User \\',
  '  --scope "/subscriptions/<subscription>/resourceGroups/<group>/providers/Microsoft.Storage/storageAccounts/contosobuilds/blobServices/default/containers/artifacts"',
].join('\n');

/** A diagnosis that stopped at a step, or at none. */
export function createDiagnosis(
  stoppedAt?: Step,
  failure: Partial<AzureBlobDiagnosisCheck> = {},
): AzureBlobDiagnosis {
  const ids = Object.keys(TITLES) as Step[];
  const stop = stoppedAt ? ids.indexOf(stoppedAt) : ids.length;
  return {
    entityRef: 'component:default/payments-api',
    location: 'artifacts',
    time: '2026-11-21T20:00:00.000Z',
    requestId: '1b4e28ba-2fa1-4d1c-883f-0016d3cca427',
    stoppedAt,
    checks: ids.map((id, index) => {
      const title = TITLES[id];
      if (index !== stop) {
        return { id, title, state: index < stop ? 'passed' : 'skipped' };
      }
      return { id, title, state: 'failed', ...failure };
    }),
  };
}

/** What Azure's refusal of a role comes to. */
export function createRoleDiagnosis(): AzureBlobDiagnosis {
  return createDiagnosis('storage', {
    code: 'StorageRoleMissing',
    reason: 'RoleMissing',
    message:
      'Azure has not given you "Storage Blob Data Reader" on the container "artifacts" of "contosobuilds".',
    fixes: [
      {
        who: 'storage-admins',
        text: 'Assign the role, best to a group that you are in.',
        command: ROLE_COMMAND,
      },
      {
        who: 'you',
        text: 'If the role has just been given, wait: a new role can take up to 10 minutes to work.',
      },
    ],
  });
}

/** What a portal comes to whose Microsoft provider drops the claims. */
export function createStepUpDiagnosis(): AzureBlobDiagnosis {
  return createDiagnosis('exchange', {
    code: 'InteractionRequired',
    reason: 'MfaRequired',
    message:
      'Entra ID wants one more check of you, and the sign-in of this portal does not ask for it.',
    fixes: [
      {
        who: 'portal-admins',
        text: 'Wrap the Microsoft provider of the portal, so that it passes the claims on.',
        config: 'auth:\n  providers:\n    microsoft:\n      development: {}',
      },
    ],
  });
}

/** An installation with a bit of everything, or one where all is well. */
export function createStatus(isWell = false): AzureBlobStatus {
  const secret: AzureBlobDiagnosisCheck = isWell
    ? { id: 'credential.secret', title: 'The secret is valid', state: 'passed' }
    : {
        id: 'credential.secret',
        title: 'The secret ends in 12 days',
        state: 'warning',
        since: '2026-11-20T08:00:00.000Z',
        message: 'When it has ended, nobody can open an artifact or a log.',
        fixes: [
          {
            who: 'tenant-admins',
            text: 'Replace it, or use a federated credential, which never ends.',
            command:
              'az ad app credential reset --append --id 5a1f7f5e-0c1d-4c57-9f51-c0a7050b0002',
          },
        ],
      };
  const container: AzureBlobDiagnosisCheck = isWell
    ? { id: 'container', title: 'The container exists', state: 'passed' }
    : {
        id: 'container',
        title: 'The container "logz" does not exist',
        state: 'failed',
        code: 'StorageUnavailable',
        reason: 'ContainerMissing',
        since: '2026-11-21T18:00:00.000Z',
        message: 'The account "contosobuilds" has no container "logz".',
        fixes: [
          {
            who: 'portal-admins',
            text: 'If it is misspelt, correct the location.',
            config:
              'azureBlob:\n  locations:\n    - id: logs\n      container: logs',
          },
        ],
      };
  return {
    time: '2026-11-21T20:00:00.000Z',
    sections: [
      {
        id: 'credential',
        title: 'Credential of the API app',
        checks: [
          { id: 'credential.read', title: 'Readable', state: 'passed' },
          secret,
        ],
      },
      {
        id: 'consent',
        title: 'Consent',
        checks: [{ id: 'consent', title: 'Given', state: 'passed' }],
      },
      {
        id: 'account:contosobuilds',
        title: 'Account contosobuilds',
        checks: [
          { id: 'reachable', title: 'Answers', state: 'passed' },
          { id: 'delegation', title: 'Signs links', state: 'skipped' },
        ],
      },
      { id: 'location:logs', title: 'Location Logs', checks: [container] },
    ],
  };
}

/** The storage of an entity that somebody else's was before. */
export function createBinding(
  state: AzureBlobBinding['state'],
  canConfirm: boolean,
): AzureBlobBinding {
  const changes: AzureBlobBinding['changes'] = [
    {
      what: 'uid',
      before: '0d9a5c8e-5b7c-4b1e-9e5f-2f1f3c6a7b10',
      after: '7f3e2d1c-8a9b-4c5d-8e6f-1a2b3c4d5e6f',
    },
    {
      what: 'owners',
      before: 'group:default/payments',
      after: 'group:default/search',
    },
    {
      what: 'origin',
      before: 'url:https://git.contoso.example/payments/catalog-info.yaml',
      after: 'url:https://git.contoso.example/search/catalog-info.yaml',
    },
  ];
  return {
    location: 'artifacts',
    state,
    since: '2026-11-20T08:00:00.000Z',
    // Told to nobody else
    changes: canConfirm ? changes : [],
    canConfirm,
  };
}
