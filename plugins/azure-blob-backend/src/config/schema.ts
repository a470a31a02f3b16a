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
import { PrefixTemplate } from './PrefixTemplate';

// Every message goes on from the key and its value, as in
// `azureBlob.tenantId is "contoso", but must be …`.

function text(rule: string, matches: RegExp = /\S/) {
  return z.string(rule).regex(matches, rule);
}

function guid(what: string) {
  return z
    .guid(
      `must be ${what}, a GUID such as "72f988bf-86f1-41af-91ab-2d7cd011db47"`,
    )
    .transform(toLowerCase);
}

/** As Entra ID writes ids in the tokens that they are compared with. */
function toLowerCase(id: string): string {
  return id.toLocaleLowerCase('en-US');
}

function row<TShape extends z.core.$ZodLooseShape>(
  shape: TShape,
  where = 'there',
) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: issue =>
      issue.code === 'unrecognized_keys'
        ? `the keys ${where} are ${keys}`
        : `must be a map with the keys ${keys}`,
  });
}

function rows<TRow extends z.ZodType>(of: TRow, what: string) {
  const rule = `must be a list of at least one ${what}`;
  return z.array(of, rule).min(1, rule);
}

function oneOf<TOption extends string>(...options: TOption[]) {
  return z.enum(
    options,
    `must be ${options.map(option => `"${option}"`).join(' or ')}`,
  );
}

function httpsUrl(rule: string, allowPath: boolean) {
  return z.string(rule).transform((value, context) => {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    const address = url && `${url.origin}${url.pathname}`.replace(/\/$/, '');
    if (
      address === undefined ||
      url?.protocol !== 'https:' ||
      // Catches a user, a query and a fragment, even empty ones.
      (value !== address && value !== `${address}/`) ||
      (!allowPath && url.pathname !== '/')
    ) {
      context.issues.push({ code: 'custom', input: value, message: rule });
      return z.NEVER;
    }
    return address;
  });
}

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
  identity: oneOf('onBehalfOf').default('onBehalfOf'),
  downloads: oneOf('proxy').default('proxy'),
});

const prefixRule =
  'must be a prefix template such as "{entity.kind}/{entity.namespace}/{entity.name}/"';

const location = row({
  id: text(
    'must be 1 to 63 lower-case letters and digits, in words joined by "-"',
    /^(?=.{1,63}$)[a-z0-9]+(?:-[a-z0-9]+)*$/,
  ),
  title: text(
    'must be a title of 1 to 100 characters',
    /^(?=.*\S).{1,100}$/,
  ).optional(),
  content: oneOf('artifacts', 'logs'),
  account: z.string('must be the name of one of azureBlob.accounts'),
  container: text(
    'must be the name of a container, 3 to 63 lower-case letters and digits, in words joined by "-"',
    /^[a-z0-9](?:-?[a-z0-9]){2,62}$/,
  ),
  prefix: z.string(prefixRule).superRefine((value, context) => {
    try {
      PrefixTemplate.parse(value);
    } catch (error) {
      context.addIssue(error instanceof Error ? error.message : prefixRule);
    }
  }),
  layout: oneOf('{run}/{path}', '{path}').default('{run}/{path}'),
});

const targetRule =
  'must be "owners", "system-owners" or a group such as "group:default/sre"';

const target = z.string(targetRule).transform((value, context): RoleTarget => {
  if (value === 'owners' || value === 'system-owners') {
    return { type: value };
  }
  const match = /^group:([^:/]+)\/([^:/]+)$/i.exec(value);
  const ref = match && parseEntityRef(value.toLocaleLowerCase('en-US'));
  if (
    !ref ||
    !KubernetesValidatorFunctions.isValidNamespace(ref.namespace) ||
    !KubernetesValidatorFunctions.isValidObjectName(ref.name)
  ) {
    context.issues.push({ code: 'custom', input: value, message: targetRule });
    return z.NEVER;
  }
  return { type: 'group', entityRef: stringifyEntityRef(ref) };
});

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
  roles: rows(
    row({ role: oneOf('reader', 'contributor', 'owner'), to: target }),
    'role',
  ).default([{ role: 'owner', to: { type: 'owners' } }]),
});

/** `azureBlob` of the app-config, each value by itself checked. */
export type AzureBlobInput = z.output<typeof azureBlobSchema>;
