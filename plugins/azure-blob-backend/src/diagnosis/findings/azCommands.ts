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

import { formatCommand } from '../formatCommand';
import { FindingContext, StorageContext } from './types';

/** The app id of Azure Storage, the same in every tenant. */
const STORAGE_APP = 'e406a681-f3d4-42a8-90b6-c2b029497af1';
/** Its permission `user_impersonation`. */
const USER_IMPERSONATION = '03e0da56-190b-40ad-a80c-ea378c433f7f';

const GRAPH_HOSTS = new Map([
  ['login.microsoftonline.us', 'graph.microsoft.us'],
  ['login.chinacloudapi.cn', 'microsoftgraph.chinacloudapi.cn'],
  ['login.partner.microsoftonline.cn', 'microsoftgraph.chinacloudapi.cn'],
]);

/** What the reader has to fill in where the portal cannot know it. */
const USER_OID = '<object id of the user>';

export function az(...argv: string[]): string {
  return formatCommand(['az', ...argv]);
}

/** Where roles are assigned: the account, or one container of it. */
export function toAzureScope(
  { account }: StorageContext,
  container?: string,
): string {
  const scope = `/subscriptions/<subscription>/resourceGroups/<group>/providers/Microsoft.Storage/storageAccounts/${account}`;
  return container === undefined
    ? scope
    : `${scope}/blobServices/default/containers/${container}`;
}

export function assignRole(
  { token, storage }: FindingContext,
  role: string,
  scope: string,
): string {
  const assignee =
    storage?.identity === 'application'
      ? ['<object id of the service principal>', 'ServicePrincipal']
      : [token.oid ?? USER_OID, 'User'];
  return az(
    ...['role', 'assignment', 'create'],
    ...['--assignee-object-id', assignee[0]],
    ...['--assignee-principal-type', assignee[1]],
    ...['--role', role],
    ...['--scope', scope],
  );
}

export function allowStorage({ clientId }: FindingContext): string {
  return az(
    ...['ad', 'app', 'permission', 'add', '--id', clientId],
    ...['--api', STORAGE_APP],
    ...['--api-permissions', `${USER_IMPERSONATION}=Scope`],
  );
}

export function consent({ clientId }: FindingContext): string {
  return az('ad', 'app', 'permission', 'admin-consent', '--id', clientId);
}

export function renewSecret({ clientId }: FindingContext): string {
  return az(
    ...['ad', 'app', 'credential', 'reset', '--id', clientId, '--append'],
    ...['--display-name', 'backstage'],
    ...['--query', 'password', '--output', 'tsv'],
  );
}

/** Changes an app registration in ways that `az ad app` has no option for. */
export function patchApp(context: FindingContext, body: object): string {
  return callGraph(
    context,
    'PATCH',
    `applications(appId='${context.clientId}')`,
    body,
  );
}

export function callGraph(
  { authorityHost }: FindingContext,
  method: string,
  path: string,
  body: object,
): string {
  const { host } = new URL(authorityHost);
  const graph = GRAPH_HOSTS.get(host) ?? 'graph.microsoft.com';
  return az(
    ...['rest', '--method', method],
    ...['--uri', `https://${graph}/v1.0/${path}`],
    ...['--body', JSON.stringify(body)],
  );
}
