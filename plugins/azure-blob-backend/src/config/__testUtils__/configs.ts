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

import { ConfigReader } from '@backstage/config';
import { JsonObject, JsonValue } from '@backstage/types';
import { parseAzureBlobConfig } from '../../config';
import { AzureBlobConfig } from '../../types';

/** The id of a tenant. */
export const TENANT = '72f988bf-86f1-41af-91ab-2d7cd011db47';
/** The id of an app. */
export const CLIENT = '11111111-2222-3333-4444-555555555555';
/** The id of the app that people sign in to the portal with. */
export const PORTAL = '11111111-2222-3333-4444-666666666666';
/** The plainest of templates. */
export const TEMPLATE = '{entity.kind}/{entity.namespace}/{entity.name}/';
/** What no message may show. */
export const SECRET = 'hunter2-very-secret';

/** A valid location. */
export const artifacts = {
  id: 'artifacts',
  content: 'artifacts',
  account: 'contosobuilds',
  container: 'artifacts',
  prefix: TEMPLATE,
};

/** A valid `azureBlob`. */
export const valid = {
  tenantId: TENANT,
  clientId: CLIENT,
  credential: { type: 'federated' },
  portalClientIds: [PORTAL],
  accounts: [{ name: 'contosobuilds' }],
  locations: [
    artifacts,
    { ...artifacts, id: 'logs', content: 'logs', container: 'logs' },
  ],
};

/** Reads `azureBlob` as the plugin does. */
export function parse(
  azureBlob?: JsonValue,
  root: JsonObject = {},
): AzureBlobConfig {
  return parseAzureBlobConfig(
    new ConfigReader(azureBlob === undefined ? root : { ...root, azureBlob }),
  );
}

/** Two locations in one container. */
export function withPrefixes(first: string, second: string): JsonObject {
  return {
    ...valid,
    locations: [
      { ...artifacts, prefix: first },
      { ...artifacts, id: 'other', prefix: second },
    ],
  };
}

/** What a wrong config is refused with. */
export function messageOf(azureBlob?: JsonValue): string {
  try {
    parse(azureBlob);
  } catch (error) {
    if (error instanceof Error) {
      return error.message;
    }
  }
  throw new Error('the config was accepted');
}

/** With a second location. */
export function withLocation(location: JsonObject) {
  return { ...valid, locations: [valid.locations[0], location] };
}

/** With one location. */
export function withPrefix(prefix: JsonValue) {
  return { ...valid, locations: [{ ...artifacts, prefix }] };
}

/** With the keys of the account. */
export function withAccount(account: JsonObject) {
  return { ...valid, accounts: [{ name: 'contosobuilds', ...account }] };
}

/** With one role. */
export function withRole(
  to: JsonValue,
  role: JsonValue = 'reader',
  origins?: JsonValue,
) {
  return { ...valid, roles: [{ role, to, origins }] };
}

/** With a key left out. */
export function without(key: keyof typeof valid) {
  const { [key]: _, ...rest } = valid;
  return rest;
}

/** The key that a sentence begins with, the config, and what else it says. */
export type WrongConfig = [string, JsonValue | undefined, ...string[]];

/** The message, unless it is one sentence that says so, and shows no secret. */
export function findFlaw([start, config, ...says]: WrongConfig):
  | string
  | undefined {
  const message = messageOf(config);
  const isGood =
    message.startsWith(start) &&
    says.every(part => message.includes(part)) &&
    /^azureBlob[^\n]*\.$/.test(message) &&
    !message.includes(SECRET) &&
    !message.includes('undefined');
  return isGood ? undefined : message;
}
