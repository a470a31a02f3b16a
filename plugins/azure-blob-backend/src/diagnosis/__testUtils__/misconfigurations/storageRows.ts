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

import { JsonObject } from '@backstage/types';
import { world } from 'local-azure';
import { Misconfiguration } from './types';

/** Faults of the storage account. */
export const storageRows: Misconfiguration[] = [
  {
    number: '13',
    what: 'storage role missing; Owner and Contributor are none',
    check: 'storage.role',
    code: 'StorageRoleMissing',
    reason: 'RoleMissing',
    who: 'storage-admins',
    advice: [
      `az role assignment create --assignee-object-id ${world.users[0].oid} --assignee-principal-type User --role 'Storage Blob Data Reader'`,
      '/storageAccounts/contosobuilds/blobServices/default/containers/artifacts',
      '10 minutes',
      'See that "artifacts" is spelt as the container is',
      'az storage container list --account-name contosobuilds',
    ],
    azure: ({ storage }) => storage.assignments.remove('alice', 'artifacts'),
  },
  {
    number: '14',
    what: 'firewall of the account, or public access disabled',
    check: 'storage.firewall',
    code: 'StorageForbidden',
    reason: 'FirewallBlocked',
    who: 'storage-admins',
    advice: [
      'az storage account network-rule add --account-name contosobuilds',
      'private endpoint',
    ],
    azure: ({ storage }) =>
      storage.faults.add({ status: 403, code: 'AuthorizationFailure' }),
  },
  {
    number: '15',
    what: 'container missing or misspelt',
    check: 'storage.container',
    code: 'BlobNotFound',
    reason: 'ContainerMissing',
    who: 'portal-admins',
    advice: [
      'container: <container>',
      'az storage container create --account-name contosobuilds --name misspelt --auth-mode login',
    ],
    config: config => changeLocation(config, { container: 'misspelt' }),
    azure: ({ storage }) =>
      storage.assignments.add({
        user: 'alice',
        role: 'Storage Blob Data Reader',
        container: 'misspelt',
      }),
  },
  {
    number: '16a',
    what: 'account name, cloud or private DNS zone wrong',
    check: 'storage.network',
    code: 'StorageUnavailable',
    reason: 'AccountUnknown',
    who: 'portal-admins',
    advice: [
      'az storage account show --name contosobuilds --query primaryEndpoints.blob',
      'nslookup contosobuilds.blob.invalid',
    ],
    config: config =>
      changeAccount(config, { endpoint: 'https://contosobuilds.blob.invalid' }),
  },
  {
    number: '16b',
    what: 'account not reached: proxy, closed port, certificate',
    check: 'storage.network',
    code: 'StorageUnavailable',
    reason: 'AccountUnreachable',
    who: 'portal-admins',
    advice: ['curl', 'port 443'],
    config: config =>
      changeAccount(config, { endpoint: 'https://localhost:1/contosobuilds' }),
  },
  {
    number: '18',
    what: 'nothing below the prefix of the entity',
    check: 'storage.prefix',
    who: 'owners',
    advice: [
      "--destination logs --auth-mode login --destination-path 'component/default/payments-api/<run>'",
      'azure-blob/sub-path',
    ],
    config: config => changeLocation(config, { container: 'logs' }),
  },
  {
    number: '19',
    what: 'Storage Blob Delegator missing, with downloads: sas',
    check: 'storage.links',
    code: 'StorageRoleMissing',
    reason: 'DelegatorRoleMissing',
    who: 'storage-admins',
    advice: [
      `az role assignment create --assignee-object-id ${world.users[0].oid} --assignee-principal-type User --role 'Storage Blob Delegator'`,
      "/storageAccounts/contosobuilds'",
      'downloads: proxy',
    ],
    config: config => changeAccount(config, { downloads: 'sas' }),
    azure: ({ storage }) => storage.assignments.remove('alice', undefined),
  },
  {
    number: '26',
    what: 'subscription of the account in another tenant',
    check: 'storage.token',
    code: 'StorageForbidden',
    reason: 'TokenRejected',
    who: 'storage-admins',
    advice: [
      "az account show --subscription '<subscription>' --query tenantId",
    ],
    azure: ({ storage }) =>
      storage.faults.add({ status: 401, code: 'InvalidAuthenticationInfo' }),
  },
];

function changeLocation(config: JsonObject, change: JsonObject): JsonObject {
  const [first] = config.locations as JsonObject[];
  return { ...config, locations: [{ ...first, ...change }] };
}

function changeAccount(config: JsonObject, change: JsonObject): JsonObject {
  const [first] = config.accounts as JsonObject[];
  return { ...config, accounts: [{ ...first, ...change }] };
}
