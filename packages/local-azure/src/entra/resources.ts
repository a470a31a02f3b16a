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

import { world } from '../world';

/** An API that tokens are issued for. */
export interface Resource {
  name: 'api' | 'graph' | 'storage';
  audience: string;
  /** The version of its tokens: storage and Graph take the older shape. */
  tokenVersion: '1.0' | '2.0';
  /** What may come before the scope's own name. */
  identifiers: string[];
  scopes: string[];
}

const storageResource = 'https://storage.azure.com';

/** Both are in use for the one service. */
export const storageAudiences = [
  storageResource,
  `${storageResource}/`,
  'e406a681-f3d4-42a8-90b6-c2b029497af1',
];

export const graphAudience = 'https://graph.microsoft.com';

export const resources: Resource[] = [
  {
    name: 'api',
    audience: world.apiApp.clientId,
    tokenVersion: '2.0',
    identifiers: [`api://${world.apiApp.clientId}`, world.apiApp.clientId],
    scopes: ['access_as_user'],
  },
  {
    name: 'graph',
    audience: graphAudience,
    tokenVersion: '1.0',
    identifiers: [graphAudience, '00000003-0000-0000-c000-000000000000'],
    scopes: ['User.Read'],
  },
  {
    name: 'storage',
    audience: storageResource,
    tokenVersion: '1.0',
    identifiers: storageAudiences,
    scopes: ['user_impersonation'],
  },
];

export function stsIssuer(tenantId: string): string {
  return `https://sts.windows.net/${tenantId}/`;
}
