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

import { AzureBlobErrorCode } from '../errors';

/**
 * What somebody may do with the blobs of an entity; each holds what the one
 * before it holds.
 *
 * @public
 */
export type AzureBlobRole = 'reader' | 'contributor' | 'owner';

/**
 * Why access was allowed.
 *
 * @public
 */
export type AzureBlobAccessBasis =
  | 'ownership'
  | 'relation'
  | 'group'
  | 'grant'
  | 'break-glass';

/**
 * What a location holds.
 *
 * @public
 */
export type AzureBlobLocationContent = 'artifacts' | 'logs';

/**
 * As whom storage is read: as the user who asks, or as the portal's own app,
 * where only the portal's rules stand between a user and a blob.
 *
 * @public
 */
export type AzureBlobIdentityMode = 'onBehalfOf' | 'application';

/**
 * A location as its readers see it. What storage calls it is left out on
 * purpose: {@link AzureBlobFolderPage} tells it to those who read it themselves.
 *
 * @public
 */
export interface AzureBlobLocation {
  id: string;
  title: string;
  content: AzureBlobLocationContent;
  /** Whether the folders right below the scope are runs. */
  hasRuns: boolean;
  /**
   * The path, below the folder of each run, of the file that only says what the
   * run is, such as `run.json`. Absent where no file does.
   */
  runManifest?: string;
  identity: AzureBlobIdentityMode;
}

/**
 * A group or user that owns an entity.
 *
 * @public
 */
export interface AzureBlobOwner {
  entityRef: string;
  title: string;
}

/**
 * The answer of `GET E/access`: what the caller may do here and why.
 *
 * @public
 */
export interface AzureBlobAccess {
  entityRef: string;
  user: {
    entityRef: string;
    /** The groups, as entity refs, that the decision went by. */
    groups: string[];
  };
  owners: AzureBlobOwner[];
  allowed: boolean;
  role?: AzureBlobRole;
  basis?: AzureBlobAccessBasis;
  /** The entity ref of the group, system or grant that gave the role. */
  through?: string;
  /** Present where `allowed` is false. */
  denial?: { code: AzureBlobErrorCode; message: string };
  /** The locations of the entity; empty where `allowed` is false. */
  locations: AzureBlobLocation[];
}

/**
 * The steps of the gate, in the order in which they are taken.
 *
 * @public
 */
export type AzureBlobAccessStep =
  | 'signIn'
  | 'assertion'
  | 'identity'
  | 'catalog'
  | 'permission'
  | 'role'
  | 'location'
  | 'audit'
  | 'exchange'
  | 'storage';
