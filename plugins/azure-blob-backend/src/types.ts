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
  AzureBlobIdentityMode,
  AzureBlobLocationContent,
  AzureBlobRole,
} from 'backstage-plugin-azure-blob-common';

/** An account of the app-config. */
export interface AccountConfig {
  name: string;
  /** The blob endpoint, https and without a final slash. */
  endpoint: string;
  /** As whom it is read. There is no falling back from one to the other. */
  identity: AzureBlobIdentityMode;
  /** How a download link gets at the bytes where nothing else is asked for. */
  downloads: 'proxy' | 'sas';
  sas: SasConfig;
  /** Whether the tag of the account's malware scanner is asked before bytes are handed out. */
  malwareScanning: 'off' | 'tags';
  /** Those rules of its management policy that tell something of a blob. */
  lifecycle?: LifecycleRule[];
}

/** A rule of the management policy of an account. */
export interface LifecycleRule {
  name: string;
  /** A container, a slash and what names begin with; all blobs where it is empty. */
  prefixes: string[];
  actions: LifecycleAction[];
}

/** What a rule does to blobs, and when. */
export interface LifecycleAction {
  action: 'delete' | 'cool' | 'cold' | 'archive';
  after: 'modification' | 'creation';
  days: number;
}

/** What the account supports in a user delegation SAS. */
export interface SasConfig {
  /** `sduoid`: storage takes the SAS only with the same user's own token. */
  bindToUser: boolean;
  /** `scid`: storage logs the id of our audit event. */
  correlationId: boolean;
}

/** A location of the app-config. */
export interface LocationConfig {
  id: string;
  /** Permanent links may name it by these too. */
  formerIds?: string[];
  title: string;
  content: AzureBlobLocationContent;
  account: AccountConfig;
  container: string;
  /** The prefix template as written, with its final slash. */
  prefix: string;
  /** As written, such as `{run}/{path}`. */
  layout: string;
  /** The manifest `run.json` where it is left out. */
  runs?: RunsConfig;
}

/** Where the metadata of a location's runs is. */
export interface RunsConfig {
  /** In the bytes of a blob, in its metadata or in its index tags. */
  metadata: 'manifest' | 'blobMetadata' | 'tags';
  /** That blob's path below the folder of a run. */
  blob: string;
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
  | {
      type: 'system-owners';
      /**
       * Which systems count, by what their origin begins with; all of them
       * where it is left out, also one that somebody has yet to register.
       */
      origins?: string[];
    }
  | {
      /**
       * Owners of what depends on the entity. Anybody who may register an
       * entity can make it depend on another, so only those count whose origin
       * begins with one of `origins`.
       */
      type: 'dependent-owners';
      origins: string[];
    }
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
  /** The apps that may have asked for an assertion (`azp`). */
  portalClientIds: string[];
  /** Whether guests of the tenant (`acct` 1) are let in. */
  allowGuests: boolean;
}

/** Who counts as a member of which group. */
export interface MembershipConfig {
  /** Whether a member of a group is one of the groups above it. */
  nested: boolean;
  /**
   * What the origin location of a User or Group has to begin with to count,
   * such as `msgraph:`.
   */
  trustedOrigins: string[];
}

/** What a route costs. */
export type RateClass = 'cheap' | 'list' | 'read' | 'costly';

/** Requests of one user in a minute, by class. */
export type RateLimits = Record<RateClass, number>;

/** What may go into one zip. */
export interface ArchivesConfig {
  maxFiles: number;
  maxBytes: number;
}

/** Whom the portal trusts to vouch for those who sign attestations. */
export interface ProvenanceConfig {
  /** The public good instance of Sigstore. */
  publicGood: boolean;
  /** Files that hold further trusted roots. */
  trustedRoots: string[];
}

/** The whole of `azureBlob` in the app-config, checked. */
export interface AzureBlobConfig {
  identity: IdentityConfig;
  accounts: AccountConfig[];
  locations: LocationConfig[];
  roles: RoleRule[];
  membership: MembershipConfig;
  /** The groups, as entity refs, whose members administer the plugin. */
  admins: string[];
  /** Whether a scope that was taken over waits for somebody to confirm it. */
  takeOvers: 'notify' | 'hold';
  rateLimits: RateLimits;
  archives: ArchivesConfig;
  provenance: ProvenanceConfig;
}
