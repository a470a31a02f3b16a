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
  KubernetesValidatorFunctions,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { z } from 'zod';
import { RoleTarget } from '../types';
import { lifecycle } from './lifecycle';
import { location } from './locationSchema';
import {
  count,
  flag,
  guid,
  httpsUrl,
  oneOf,
  perMinute,
  row,
  rows,
  text,
} from './values';

const credential = z.discriminatedUnion(
  'type',
  [
    row(
      {
        type: z.literal('federated'),
        tokenFile: text('must be the path of a file').optional(),
        managedIdentityClientId: guid(
          'the client id of a managed identity',
        ).optional(),
      },
      'of the type "federated"',
    ).refine(
      ({ tokenFile, managedIdentityClientId }) =>
        tokenFile === undefined || managedIdentityClientId === undefined,
      {
        path: ['managedIdentityClientId'],
        error: 'must not be given together with azureBlob.credential.tokenFile',
      },
    ),
    row(
      {
        type: z.literal('certificate'),
        certificatePath: text(
          'must be the path of a PEM file with the certificate and its key',
        ),
      },
      'of the type "certificate"',
    ),
    row(
      {
        type: z.literal('secret'),
        clientSecret: text('must be a client secret of the API app'),
      },
      'of the type "secret"',
    ),
  ],
  {
    error: issue =>
      issue.code === 'invalid_union'
        ? 'must be "federated", "certificate" or "secret"'
        : 'must be a map with the key type, which is "federated", "certificate" or "secret"',
  },
);

const account = row({
  name: text(
    'must be the name of a storage account, 3 to 24 lower-case letters and digits',
    /^[a-z0-9]{3,24}$/,
  ),
  endpoint: httpsUrl(
    'must be an https URL without a user, a query or a fragment, such as "https://contosobuilds.blob.core.windows.net"',
    true,
  ).optional(),
  cloud: oneOf('public', 'usGovernment', 'china').default('public'),
  identity: oneOf('onBehalfOf', 'application').default('onBehalfOf'),
  downloads: oneOf('proxy', 'sas').default('proxy'),
  sas: row({
    bindToUser: flag.default(false),
    correlationId: flag.default(false),
  }).prefault({}),
  malwareScanning: oneOf('off', 'tags').default('off'),
  lifecycle: lifecycle.optional(),
}).superRefine(({ identity, sas }, context) => {
  if (identity === 'application' && sas.bindToUser) {
    context.addIssue({
      code: 'custom',
      path: ['sas', 'bindToUser'],
      input: sas.bindToUser,
      message:
        'must be false with identity "application": the app has no user to bind a link to',
    });
  }
});

const targetRule =
  'must be "owners", "system-owners", "dependent-owners" or a group such as "group:default/sre"';

const target = z
  .string(targetRule)
  .transform(
    (
      value,
      context,
    ): Exclude<RoleTarget['type'], 'group'> | { group: string } => {
      if (
        value === 'owners' ||
        value === 'system-owners' ||
        value === 'dependent-owners'
      ) {
        return value;
      }
      const ref = toGroupRef(value);
      if (!ref) {
        context.issues.push({
          code: 'custom',
          input: value,
          message: targetRule,
        });
        return z.NEVER;
      }
      return { group: ref };
    },
  );

function toGroupRef(value: string): string | undefined {
  const match = /^group:([^:/]+)\/([^:/]+)$/i.exec(value);
  const ref = match && parseEntityRef(value.toLocaleLowerCase('en-US'));
  return ref &&
    KubernetesValidatorFunctions.isValidNamespace(ref.namespace) &&
    KubernetesValidatorFunctions.isValidObjectName(ref.name)
    ? stringifyEntityRef(ref)
    : undefined;
}

const groupRule = 'must be a group such as "group:default/platform"';
const group = z.string(groupRule).transform((value, context) => {
  const ref = toGroupRef(value);
  if (!ref) {
    context.issues.push({ code: 'custom', input: value, message: groupRule });
    return z.NEVER;
  }
  return ref;
});

const origin = text(
  'must be what an origin location begins with, such as "msgraph:"',
  /^[\x21-\x7e]{2,200}$/,
);

const role = row({
  role: oneOf('reader', 'contributor', 'owner'),
  to: target,
  origins: rows(origin, 'origin').optional(),
}).transform(({ role: name, to, origins }, context) => {
  if (
    to === 'dependent-owners' &&
    (origins === undefined || name !== 'reader')
  ) {
    context.issues.push({
      code: 'custom',
      path: [origins === undefined ? 'origins' : 'role'],
      input: origins === undefined ? undefined : name,
      message:
        origins === undefined
          ? 'must be given with "dependent-owners": anybody who may register an entity can make it depend on another one'
          : 'must be "reader" with "dependent-owners"',
    });
    return z.NEVER;
  }
  const isRelation = to === 'dependent-owners' || to === 'system-owners';
  if (!isRelation && origins !== undefined) {
    context.issues.push({
      code: 'custom',
      path: ['origins'],
      input: origins,
      message: 'must be given with "system-owners" and "dependent-owners" only',
    });
    return z.NEVER;
  }
  return { role: name, to: toTarget(to, origins) };
});

function toTarget(
  to: z.output<typeof target>,
  origins: string[] | undefined,
): RoleTarget {
  if (typeof to === 'object') {
    return { type: 'group', entityRef: to.group };
  }
  switch (to) {
    case 'dependent-owners':
      return { type: to, origins: origins ?? [] };
    case 'system-owners':
      return { type: to, ...(origins && { origins }) };
    default:
      return { type: to };
  }
}

const toleranceRule = 'must be a whole number of seconds from 0 to 300';

export const azureBlobSchema = row({
  tenantId: guid('the id of your Entra ID tenant'),
  clientId: guid('the client id of the API app registration'),
  scope: text(
    'must be a scope of the API app, such as "api://<clientId>/access_as_user"',
    /^[\x21-\x7e]+$/,
  ).optional(),
  authorityHost: httpsUrl(
    'must be an https origin, such as "https://login.microsoftonline.com"',
    false,
  ).default('https://login.microsoftonline.com'),
  credential,
  clockToleranceSeconds: z
    .preprocess(
      // Environment variables are text.
      value =>
        typeof value === 'string' && /^\d{1,3}$/.test(value)
          ? Number(value)
          : value,
      z.int(toleranceRule).min(0, toleranceRule).max(300, toleranceRule),
    )
    .default(60),
  accounts: rows(account, 'storage account'),
  locations: rows(location, 'location'),
  roles: rows(role, 'role').default([
    { role: 'owner', to: { type: 'owners' } },
  ]),
  portalClientIds: rows(
    guid('the client id of the app that people sign in to the portal with'),
    'client id',
  ).optional(),
  allowGuests: flag.default(false),
  membership: row({
    nested: flag.default(true),
    trustedOrigins: rows(origin, 'origin').default(['msgraph:']),
  }).prefault({}),
  admins: z
    .array(group, 'must be a list of groups such as "group:default/platform"')
    .default([]),
  takeOvers: oneOf('notify', 'hold').default('notify'),
  rateLimits: row({
    cheap: perMinute(1_200),
    list: perMinute(600),
    read: perMinute(1_200),
    costly: perMinute(60),
  }).prefault({}),
  archives: row({
    maxFiles: count('files', 100_000, 10_000),
    maxBytes: count('bytes', 2 ** 50, 50 * 2 ** 30),
  }).prefault({}),
  provenance: row({
    publicGood: flag.default(true),
    trustedRoots: rows(
      text('must be the path of a file with trusted roots of Sigstore'),
      'file',
    ).default([]),
  }).prefault({}),
});

/** `azureBlob` of the app-config, each value by itself checked. */
export type AzureBlobInput = z.output<typeof azureBlobSchema>;
