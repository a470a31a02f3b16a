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

import { Config } from '@backstage/config';
import { AccountConfig, AzureBlobConfig, LocationConfig } from './types';
import { ConfigValueError, describeIssues } from './config/ConfigValueError';
import { BLOB_HOSTS } from './config/clouds';
import { azureBlobSchema, AzureBlobInput } from './config/schema';
import { PrefixTemplate } from './config/PrefixTemplate';

/**
 * Reads and checks `azureBlob` of the app-config.
 *
 * @throws where anything in it is missing, wrong or not known, with one
 * sentence that names the full key, the value that is wrong and what would be
 * right.
 */
export function parseAzureBlobConfig(config: Config): AzureBlobConfig {
  const result = azureBlobSchema.safeParse(config.getOptional('azureBlob'), {
    reportInput: true,
  });
  if (!result.success) {
    throw describeIssues(result.error.issues);
  }
  const input = result.data;
  const accounts = readAccounts(input);
  const locations = readLocations(input, accounts);
  return {
    identity: {
      tenantId: input.tenantId,
      clientId: input.clientId,
      authorityHost: input.authorityHost,
      credential: input.credential,
      clockToleranceSeconds: input.clockToleranceSeconds,
      portalClientIds: input.portalClientIds ?? readPortalClientIds(config),
      allowGuests: input.allowGuests,
    },
    accounts,
    locations,
    roles: input.roles,
    membership: input.membership,
    admins: input.admins,
    takeOvers: input.takeOvers,
    rateLimits: input.rateLimits,
    archives: input.archives,
    provenance: input.provenance,
  };
}

/** The apps that the portal's own Microsoft provider signs people in with. */
function readPortalClientIds(config: Config): string[] {
  const provider = config.getOptionalConfig('auth.providers.microsoft');
  const clientIds = (provider?.keys() ?? [])
    .map(environment =>
      provider?.getOptional([environment, 'clientId'].join('.')),
    )
    .filter(id => typeof id === 'string')
    .map(id => id.toLocaleLowerCase('en-US'));
  if (clientIds.length === 0) {
    throw new ConfigValueError(
      ['portalClientIds'],
      undefined,
      'must list the client ids of the apps that people sign in to the portal with, since auth.providers.microsoft names none',
    );
  }
  return [...new Set(clientIds)];
}

function readAccounts(input: AzureBlobInput): AccountConfig[] {
  const accounts = input.accounts.map(({ cloud, endpoint, ...account }) => ({
    ...account,
    endpoint: endpoint ?? `https://${account.name}.${BLOB_HOSTS[cloud]}`,
  }));
  assertUnique(accounts, 'accounts', 'name');
  // Two names for one endpoint would hide that their locations overlap.
  assertUnique(accounts, 'accounts', 'endpoint');
  for (const [index, { name, endpoint }] of accounts.entries()) {
    const { hostname, pathname } = new URL(endpoint);
    if (pathname !== '/' && pathname !== `/${name}`) {
      throw new ConfigValueError(
        ['accounts', index, 'endpoint'],
        endpoint,
        `must have no path, or for an emulator the path "/${name}"`,
      );
    }
    // The other endpoint of accounts with a hierarchical namespace: it goes by
    // directories, and a SAS of it can cover one.
    if (hostname.split('.').includes('dfs')) {
      throw new ConfigValueError(
        ['accounts', index, 'endpoint'],
        endpoint,
        `must be that of the blob service, such as "https://${name}.${BLOB_HOSTS.public}"`,
      );
    }
  }
  return accounts;
}

function readLocations(
  input: AzureBlobInput,
  accounts: AccountConfig[],
): LocationConfig[] {
  assertUnique(input.locations, 'locations', 'id');
  assertFormerIdsUnique(input.locations);
  const templates: PrefixTemplate[] = [];
  const locations: LocationConfig[] = [];
  for (const [index, location] of input.locations.entries()) {
    const account = accounts.find(({ name }) => name === location.account);
    if (!account) {
      throw new ConfigValueError(
        ['locations', index, 'account'],
        location.account,
        `must be the name of one of azureBlob.accounts: ${accounts
          .map(({ name }) => `"${name}"`)
          .join(', ')}`,
      );
    }
    const template = PrefixTemplate.parse(location.prefix);
    const rival = locations.findIndex(
      (earlier, at) =>
        earlier.account === account &&
        earlier.container === location.container &&
        templates[at].overlaps(template),
    );
    if (rival >= 0) {
      throw new ConfigValueError(
        ['locations', index, 'prefix'],
        location.prefix,
        `must not be able to equal, hold or lie within azureBlob.locations[${rival}].prefix "${locations[rival].prefix}" in the same container`,
      );
    }
    templates.push(template);
    locations.push({
      ...location,
      title: location.title ?? location.id,
      account,
    });
  }
  return locations;
}

/** A link must not stand for two locations. */
function assertFormerIdsUnique(locations: AzureBlobInput['locations']): void {
  const seen = new Set(locations.map(({ id }) => id));
  for (const [index, { formerIds = [] }] of locations.entries()) {
    for (const [at, id] of formerIds.entries()) {
      if (seen.has(id)) {
        throw new ConfigValueError(
          ['locations', index, 'formerIds', at],
          id,
          'must differ from the id and the formerIds of every location',
        );
      }
      seen.add(id);
    }
  }
}

function assertUnique<TKey extends string>(
  rows: Record<TKey, string>[],
  list: string,
  key: TKey,
): void {
  const seen = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const first = seen.get(row[key]);
    if (first !== undefined) {
      throw new ConfigValueError(
        [list, index, key],
        row[key],
        `must differ from azureBlob.${list}[${first}].${key}`,
      );
    }
    seen.set(row[key], index);
  }
}
