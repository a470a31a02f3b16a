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

import { AzureBlobFix } from 'backstage-plugin-azure-blob-common';
import { quote } from '../../config/quote';
import { formatCommand } from '../formatCommand';
import { assignRole, az, toAzureScope } from './azCommands';
import {
  CodeFindings,
  Finding,
  FindingContext,
  ReasonFindings,
  StorageContext,
} from './types';

const READER_ROLE = 'Storage Blob Data Reader';
const DELEGATOR_ROLE = 'Storage Blob Delegator';

const waitForRole = {
  who: 'you' as const,
  text: 'If the role has just been given, wait: a new role can take up to 10 minutes to work.',
};

/** Faults of the storage account, or of what somebody may do in it. */
export const storageReasons = {
  RoleMissing: explainMissingRole,
  DelegatorRoleMissing: context => {
    const { account, identity } = getStorage(context);
    return {
      message: `Links straight to storage are signed with a key that ${nameReader(
        identity,
      )} may not ask the account ${quote(account)} for.`,
      fixes: [
        {
          who: 'storage-admins',
          text: `Give the role "${DELEGATOR_ROLE}" on the whole account; on a container it has no effect.`,
          command: assignRole(
            context,
            DELEGATOR_ROLE,
            toAzureScope(getStorage(context)),
          ),
        },
        waitForRole,
        {
          who: 'portal-admins',
          text: 'Or let downloads pass through the portal, which needs no such role.',
          config: `azureBlob:\n  accounts:\n    - name: ${account}\n      downloads: proxy`,
        },
      ],
    };
  },
  FirewallBlocked: context => explainFirewall(getStorage(context)),
  TokenRejected: context => {
    const { account } = getStorage(context);
    return {
      message: `The account ${quote(
        account,
      )} does not take tokens of the tenant ${quote(
        context.tenantId,
      )}. Most often its subscription belongs to another tenant.`,
      fixes: [
        {
          who: 'storage-admins',
          text: 'See which tenant the subscription of the account belongs to; it has to be that of azureBlob.tenantId.',
          command: az(
            ...['account', 'show', '--subscription', '<subscription>'],
            ...['--query', 'tenantId', '--output', 'tsv'],
          ),
        },
      ],
    };
  },
  ContainerMissing: context => {
    const { account, container } = getStorage(context);
    return {
      message: `The account ${quote(account)} has no container ${quote(
        container,
      )}.`,
      fixes: [
        {
          who: 'portal-admins',
          text: 'If it is misspelt, correct the location.',
          config: nameContainer(context),
        },
        {
          who: 'storage-admins',
          text: 'See which containers there are.',
          command: az(
            ...['storage', 'container', 'list', '--account-name', account],
            ...['--auth-mode', 'login', '--query', '[].name'],
          ),
        },
        {
          who: 'storage-admins',
          text: 'Or create it.',
          command: az(
            ...['storage', 'container', 'create', '--account-name', account],
            ...['--name', container, '--auth-mode', 'login'],
          ),
        },
      ],
    };
  },
  AccountUnknown: context => explainUnknownAccount(getStorage(context)),
  AccountUnreachable: context => {
    const { account, endpoint } = getStorage(context);
    return {
      message: `The backend does not reach the account ${quote(
        account,
      )} at ${quote(
        endpoint,
      )}: nothing answers there, or its certificate is not trusted.`,
      fixes: [
        {
          who: 'portal-admins',
          text: 'Let the backend out to that host on port 443; behind a proxy, see that its certificate is trusted. Where the account has a private endpoint, the backend needs its network and its DNS zone.',
          command: formatCommand([
            ...['curl', '--silent', '--show-error', '--output', '/dev/null'],
            ...['--write-out', '%{http_code}', `${endpoint}/`],
          ]),
        },
      ],
    };
  },
} satisfies ReasonFindings;

export const storageCodes = {
  StorageRoleMissing: explainMissingRole,
  StorageForbidden: ({ said }) => ({
    message: said,
    fixes: [
      {
        who: 'storage-admins',
        text: 'See whether the account is disabled, and what its log says of the request.',
      },
    ],
  }),
  StorageThrottled: ({ said }) => ({
    message: said,
    fixes: [{ who: 'you', text: 'Try again in a moment.' }],
  }),
  StorageUnavailable: ({ said }) => ({
    message: said,
    fixes: [
      { who: 'you', text: 'Try again in a moment.' },
      {
        who: 'portal-admins',
        text: 'If it stays, look into the log of the backend, by the id of this request.',
      },
    ],
  }),
} satisfies CodeFindings;

/** Nothing is wrong, and there is nothing to see. */
export function explainEmptyPrefix(context: FindingContext): Finding {
  const { account, container, prefix = '' } = getStorage(context);
  return {
    message: `Nothing is stored below ${quote(
      prefix,
    )}; the pipeline may publish elsewhere, or not have run yet.`,
    fixes: [
      {
        who: 'owners',
        text: 'Let the pipeline publish into a folder of its run below that prefix.',
        command: az(
          ...['storage', 'blob', 'upload-batch', '--account-name', account],
          ...['--destination', container, '--auth-mode', 'login'],
          ...['--destination-path', `${prefix}<run>`, '--source', '<folder>'],
        ),
      },
      {
        who: 'owners',
        text: 'If there are builds in a folder of it, the annotation azure-blob/sub-path of the entity may name another one.',
        config: 'metadata:\n  annotations:\n    azure-blob/sub-path: <folder>/',
      },
    ],
  };
}

function explainMissingRole(context: FindingContext): Finding {
  const storage = getStorage(context);
  const { account, container, identity } = storage;
  return {
    message: `Azure has not given ${nameReader(
      identity,
    )} "${READER_ROLE}" on "${account}/${container}", or a condition of the role leaves this prefix out. Owner and Contributor of the account do not let anybody read blobs.`,
    fixes: [
      {
        who: 'storage-admins',
        text: 'Give the role on the container; where a whole team needs it, to its group.',
        command: assignRole(
          context,
          READER_ROLE,
          toAzureScope(storage, container),
        ),
      },
      waitForRole,
      {
        who: 'portal-admins',
        text: `See that ${quote(
          container,
        )} is spelt as the container is: Azure says the same of one that is not there, unless the reader has a role on the whole account.`,
        command: az(
          ...['storage', 'container', 'list', '--account-name', account],
          ...['--auth-mode', 'login', '--query', '[].name'],
        ),
        config: nameContainer(context),
      },
    ],
  };
}

function nameContainer(context: FindingContext): string {
  const { account } = getStorage(context);
  return `azureBlob:\n  locations:\n    - id: ${
    context.location ?? '<location>'
  }\n      account: ${account}\n      container: <container>`;
}

function explainFirewall({ account }: StorageContext): Finding {
  const network = (...change: string[]) =>
    az(
      ...['storage', 'account', 'network-rule', 'add'],
      ...['--account-name', account, '--resource-group', '<group>'],
      ...change,
    );
  const fixes: AzureBlobFix[] = [
    {
      who: 'storage-admins',
      text: 'See what the account lets in.',
      command: az(
        ...['storage', 'account', 'show', '--name', account, '--query'],
        '{public:publicNetworkAccess,rules:networkRuleSet}',
      ),
    },
    {
      who: 'storage-admins',
      text: 'Let the subnet of the backend in; it needs the service endpoint Microsoft.Storage.',
      command: network('--subnet', '<resource id of the subnet>'),
    },
    {
      who: 'storage-admins',
      text: 'A backend outside of Azure, or in another region, is let in by its public address.',
      command: network('--ip-address', '<public address of the backend>'),
    },
    {
      who: 'storage-admins',
      text: 'Where public network access is disabled, give the network of the backend a private endpoint of the account, with its DNS zone.',
    },
  ];
  return {
    message: `The firewall of the account ${quote(
      account,
    )} does not let the backend in. A changed rule takes up to a minute to work.`,
    fixes,
  };
}

function explainUnknownAccount({ account, endpoint }: StorageContext): Finding {
  const { hostname } = new URL(endpoint);
  return {
    message: `There is no host ${quote(hostname)}: the account ${quote(
      account,
    )} is misspelt, is in another cloud, or its private DNS zone is not linked to the network of the backend.`,
    fixes: [
      {
        who: 'portal-admins',
        text: 'Compare the account with the endpoint that Azure has for it.',
        command: az(
          ...['storage', 'account', 'show', '--name', account],
          ...['--query', 'primaryEndpoints.blob', '--output', 'tsv'],
        ),
        config: `azureBlob:\n  accounts:\n    - name: ${account}\n      endpoint: https://<account>.blob.core.windows.net`,
      },
      {
        who: 'portal-admins',
        text: 'See whether the backend can look the name up.',
        command: formatCommand(['nslookup', hostname]),
      },
    ],
  };
}

function nameReader(identity: StorageContext['identity']): string {
  return identity === 'application' ? "the portal's own app" : 'you';
}

function getStorage({ storage }: FindingContext): StorageContext {
  return (
    storage ?? {
      account: '<account>',
      endpoint: 'https://account.blob.core.windows.net',
      identity: 'onBehalfOf',
      downloads: 'proxy',
      container: '<container>',
    }
  );
}
