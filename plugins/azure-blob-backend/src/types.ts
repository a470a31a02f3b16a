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
  AzureBlobLocationContent,
  AzureBlobRole,
} from 'backstage-plugin-azure-blob-common';

/** An account of the app-config. */
export interface AccountConfig {
  name: string;
  /** The blob endpoint, https and without a final slash. */
  endpoint: string;
}

/** A location of the app-config. */
export interface LocationConfig {
  id: string;
  title: string;
  content: AzureBlobLocationContent;
  account: AccountConfig;
  container: string;
  /** The prefix template as written, with its final slash. */
  prefix: string;
  layout: '{run}/{path}' | '{path}';
}

/** A location resolved for one entity. */
export interface Scope {
  location: LocationConfig;
  account: AccountConfig;
  container: string;
  /** Ends with a slash. */
  prefix: string;
}

/** Whom a role of the app-config is given to. */
export type RoleTarget =
  | { type: 'owners' }
  | { type: 'system-owners' }
  | { type: 'group'; entityRef: string };

/** A row of `azureBlob.roles`. */
export interface RoleRule {
  role: AzureBlobRole;
  to: RoleTarget;
}

/** How the API app proves to Entra ID who it is. */
export type CredentialConfig =
  | { type: 'secret'; clientSecret: string }
  | { type: 'certificate'; certificatePath: string }
  | {
      type: 'federated';
      /** A file that holds the workload's own token, renewed by the platform. */
      tokenFile?: string;
      /** The client id of a user-assigned managed identity. */
      managedIdentityClientId?: string;
    };

/** Where users come from and how their tokens are exchanged. */
export interface IdentityConfig {
  tenantId: string;
  clientId: string;
  /** The origin of Entra ID, without a final slash. */
  authorityHost: string;
  credential: CredentialConfig;
  /** Tolerated difference of clocks, in seconds. */
  clockToleranceSeconds: number;
}

/** The whole of `azureBlob` in the app-config, checked. */
export interface AzureBlobConfig {
  identity: IdentityConfig;
  accounts: AccountConfig[];
  locations: LocationConfig[];
  roles: RoleRule[];
}
