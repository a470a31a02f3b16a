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
  AzureBlobDiagnosisCheck,
  AzureBlobErrorReason,
} from 'backstage-plugin-azure-blob-common';
import { getAuthorityCloud, getBlobCloud } from '../../config/clouds';
import { quote } from '../../config/quote';
import { AccountConfig, IdentityConfig, LocationConfig } from '../../types';
import { az } from '../findings/azCommands';
import { createFindingContext } from '../findings/createFindingContext';
import { FindingContext } from '../findings/types';
import { StorageAnswer } from './StorageProbe';
import {
  CheckName,
  failed,
  passed,
  skipped,
  StatusSection,
  warning,
} from './statusChecks';

const REFUSALS = new Map<string | undefined, AzureBlobErrorReason>([
  ['AuthorizationFailure', 'FirewallBlocked'],
  ['AuthenticationFailed', 'TokenRejected'],
  ['InvalidAuthenticationInfo', 'TokenRejected'],
]);

const NOT_AS_THE_APP =
  'Cannot be checked as the app itself, which has no role here and needs none.';

/** What an account answered to nobody in particular. */
export function describeAccount(options: {
  account: AccountConfig;
  identity: IdentityConfig;
  answer: StorageAnswer;
  /** What its containers answered to the app. */
  asApp: Array<StorageAnswer | undefined>;
}): StatusSection {
  const { account, identity, answer, asApp } = options;
  const id = `account:${account.name}`;
  const context = createContext(identity, account);
  return {
    id,
    title: `Account ${account.name}`,
    checks: [
      describeReach(id, account, answer, context),
      describeAdmission(id, asApp, context),
      describeMode(id, account),
      ...describeCloud(id, account, identity),
    ],
  };
}

/** What a container answered to the app, and to nobody in particular. */
export function describeLocation(options: {
  location: LocationConfig;
  identity: IdentityConfig;
  /** Absent where the app has no token to ask with. */
  asApp?: StorageAnswer;
  anonymous: StorageAnswer;
}): StatusSection {
  const { location, identity, asApp, anonymous } = options;
  const id = `location:${location.id}`;
  const context = createContext(identity, location.account, location);
  return {
    id,
    title: `Location ${location.id}`,
    checks: [
      describeContainer(id, location, asApp, context),
      describeAnonymousAccess(id, location, [anonymous, asApp]),
    ],
  };
}

function describeReach(
  id: string,
  { endpoint }: AccountConfig,
  answer: StorageAnswer,
  context: FindingContext,
): AzureBlobDiagnosisCheck {
  const name = { id: `${id}.network`, title: 'Reachable' };
  if (!answer.reached) {
    const { reason } = answer;
    return failed(name, { code: 'StorageUnavailable', reason }, context);
  }
  return passed(name, `At ${quote(endpoint)}.`);
}

/** Roles are looked at later: any other answer means that the app got in. */
function describeAdmission(
  id: string,
  asApp: Array<StorageAnswer | undefined>,
  context: FindingContext,
): AzureBlobDiagnosisCheck {
  const name = { id: `${id}.firewall`, title: 'Lets the backend in' };
  const answers = asApp.filter(answer => answer?.reached === true);
  if (answers.length === 0) {
    return skipped(name, 'Nothing could be asked as the app.');
  }
  const reason = answers
    .map(({ errorCode }) => REFUSALS.get(errorCode))
    .find(found => found !== undefined);
  return reason
    ? failed(name, { code: 'StorageForbidden', reason }, context)
    : passed(name);
}

function describeMode(
  id: string,
  { name, identity }: AccountConfig,
): AzureBlobDiagnosisCheck {
  const check = { id: `${id}.identity`, title: 'Read as' };
  return identity === 'application'
    ? warning(check, {
        message:
          "The API app: only the portal's own rules stand between a user and the blobs, and Azure's log knows no users.",
        fixes: [
          {
            who: 'portal-admins',
            text: 'Let users read as themselves, unless there is a reason against it. Each then needs a storage role of her own.',
            config: `azureBlob:\n  accounts:\n    - name: ${name}\n      identity: onBehalfOf`,
          },
        ],
      })
    : passed(check, 'The user who asks.');
}

/** Tokens of one cloud mean nothing in another. */
function describeCloud(
  id: string,
  { endpoint, name }: AccountConfig,
  { authorityHost }: IdentityConfig,
): AzureBlobDiagnosisCheck[] {
  const [home, cloud] = [
    getAuthorityCloud(authorityHost),
    getBlobCloud(endpoint),
  ];
  if (home === undefined || cloud === undefined || home === cloud) {
    return [];
  }
  return [
    warning(
      { id: `${id}.cloud`, title: 'Cloud' },
      {
        message: `The account is in the cloud "${cloud}", and Entra ID in "${home}": its tokens are not taken there.`,
        fixes: [
          {
            who: 'portal-admins',
            text: 'Both have to be of one cloud.',
            config: `azureBlob:\n  accounts:\n    - name: ${name}\n      cloud: ${home}`,
          },
        ],
      },
    ),
  ];
}

function describeContainer(
  id: string,
  { account, container }: LocationConfig,
  answer: StorageAnswer | undefined,
  context: FindingContext,
): AzureBlobDiagnosisCheck {
  const name = { id: `${id}.container`, title: `Container ${container}` };
  if (!answer?.reached) {
    return skipped(
      name,
      answer
        ? 'The account is not reached.'
        : 'The app has no token to ask with.',
    );
  }
  const { status, errorCode } = answer;
  if (status === 200) {
    return passed(name);
  }
  if (errorCode === 'ContainerNotFound') {
    return failed(
      name,
      { code: 'BlobNotFound', reason: 'ContainerMissing' },
      context,
    );
  }
  // Where users read as themselves, the app having no role is as it should be.
  return account.identity === 'application' &&
    errorCode === 'AuthorizationPermissionMismatch'
    ? failed(
        name,
        { code: 'StorageRoleMissing', reason: 'RoleMissing' },
        context,
      )
    : skipped(name, NOT_AS_THE_APP);
}

function describeAnonymousAccess(
  id: string,
  { account, container }: LocationConfig,
  answers: Array<StorageAnswer | undefined>,
): AzureBlobDiagnosisCheck {
  const name: CheckName = { id: `${id}.anonymous`, title: 'Anonymous access' };
  const [anonymous, asApp] = answers.map(answer =>
    answer?.reached ? answer : undefined,
  );
  if (anonymous?.status === 200 || asApp?.publicAccess) {
    return warning(name, {
      message: `Whoever knows its address reads ${quote(
        `${account.name}/${container}`,
      )} without signing in, past the portal and its record.`,
      fixes: [
        {
          who: 'storage-admins',
          text: 'Turn anonymous access off for the whole account.',
          command: az(
            ...['storage', 'account', 'update', '--name', account.name],
            ...['--resource-group', '<group>'],
            ...['--allow-blob-public-access', 'false'],
          ),
        },
      ],
    });
  }
  if (
    asApp?.status === 200 ||
    anonymous?.errorCode === 'PublicAccessNotPermitted'
  ) {
    return passed(name, 'Off.');
  }
  return skipped(
    name,
    'The container cannot be listed without signing in. Whether single blobs can be read cannot be seen from here.',
  );
}

function createContext(
  identity: IdentityConfig,
  account: AccountConfig,
  location?: LocationConfig,
): FindingContext {
  return {
    ...createFindingContext(identity),
    said: 'The account does not answer as it should.',
    location: location?.id,
    storage: {
      account: account.name,
      endpoint: account.endpoint,
      identity: account.identity,
      downloads: account.downloads,
      container: location?.container ?? '<container>',
    },
  };
}
