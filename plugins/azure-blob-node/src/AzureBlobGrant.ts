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

import { AzureBlobRole } from 'backstage-plugin-azure-blob-common';

/**
 * Whom a grant is given to: one user, or the members of one group.
 *
 * @public
 */
export type AzureBlobGrantee =
  | { userRef: string; groupRef?: undefined }
  | { groupRef: string; userRef?: undefined };

/**
 * Access for a time that somebody has approved.
 *
 * @public
 */
export type AzureBlobGrant = AzureBlobGrantee & {
  id: string;
  /** What it is access to, as an entity ref. */
  entityRef: string;
  /** The id of the one location that it is about; all of the entity's without it. */
  location?: string;
  role: AzureBlobRole;
  /** When it ends, by the clock of the portal. */
  expiresAt: Date;
  /** The entity ref of the user who approved it. */
  approvedBy: string;
};

/**
 * Knows grants. Several sources may be set; what each of them knows counts.
 *
 * @public
 */
export interface AzureBlobGrantSource {
  /**
   * The grants of a user on an entity. More than these may be listed: each is
   * checked once more against the user, the entity, the location and the clock.
   * Answers are used for up to 30 seconds.
   *
   * @throws where they are not known. Access is then given for other reasons
   * only.
   */
  listGrants(options: {
    userEntityRef: string;
    /** The user's own ref and those of her groups. */
    ownershipEntityRefs: string[];
    entityRef: string;
  }): Promise<AzureBlobGrant[]>;
}
