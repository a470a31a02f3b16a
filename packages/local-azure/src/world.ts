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

import { LocalUser } from './types';

/**
 * The demo world. Everything in it is made up and works on this machine only.
 */
export const world = {
  tenantId: '5a1f7f5e-0c1d-4c57-9f51-c0a7050b0000',
  /** The app registration that people sign in to the portal with. */
  portalApp: {
    clientId: '5a1f7f5e-0c1d-4c57-9f51-c0a7050b0001',
    clientSecret: 'local-portal-secret',
  },
  /** The app registration of the API, which exchanges tokens for storage. */
  apiApp: {
    clientId: '5a1f7f5e-0c1d-4c57-9f51-c0a7050b0002',
    clientSecret: 'local-api-secret',
    scope: 'api://5a1f7f5e-0c1d-4c57-9f51-c0a7050b0002/access_as_user',
    /** Who the app is in the tenant when it acts as itself. */
    servicePrincipal: {
      name: 'azure-blob-api',
      oid: '5a1f7f5e-0c1d-4c57-9f51-c0a7050b0200',
    },
  },
  account: {
    name: 'contosobuilds',
    key: 'bG9jYWwtYXp1cmUtaGFzLW5vLXNlY3JldHMtdG8ta2VlcC1pdC1pcy1hbGwtbWFkZS11cA==',
  },
  containers: { artifacts: 'artifacts', logs: 'logs' },
  ports: { blob: 10000, queue: 10001, entra: 8443 },
  users: ['alice', 'bob', 'carol', 'dave', 'erin'].map(
    (name, index): LocalUser => ({
      name,
      displayName: name[0].toUpperCase() + name.slice(1),
      oid: `5a1f7f5e-0c1d-4c57-9f51-c0a7050b010${index}`,
      userPrincipalName: `${name}@contoso.example`,
    }),
  ),
} as const;
