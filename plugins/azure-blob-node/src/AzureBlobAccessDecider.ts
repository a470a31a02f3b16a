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

import { Entity } from '@backstage/catalog-model';
import {
  AzureBlobAccessBasis,
  AzureBlobErrorCode,
  AzureBlobLock,
  AzureBlobRole,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobGrant } from './AzureBlobGrant';

/**
 * What a user wants to do.
 *
 * @public
 */
export type AzureBlobAction = 'list' | 'read';

/**
 * Everything a decision may depend on. It is gathered by the gate, with the
 * plugin's own credentials, before the decision is asked for.
 *
 * @remarks
 * Locks are applied by the gate as well, whatever a decider makes of them.
 *
 * @public
 */
export interface AzureBlobAccessFacts {
  user: {
    entityRef: string;
    /**
     * The user's own ref and those of the groups she is a member of, as the
     * catalog has them now. Only what comes from a trusted origin is in here.
     */
    ownershipEntityRefs: string[];
    /** Those of the user and her groups that do not count, for their origin. */
    untrustedRefs: string[];
  };
  /**
   * Cut down to what decisions may go by: kind, name, namespace, uid, title,
   * annotations, labels, tags, relations, `spec.type` and `spec.lifecycle`.
   */
  entity: Entity;
  /**
   * The systems that the entity is part of. Of each there is no more than kind,
   * name, namespace, uid, title, the `ownedBy` relations, and the annotation
   * `backstage.io/managed-by-origin-location`.
   */
  systems: Entity[];
  /**
   * What depends on the entity, as much of each as of the systems. Anybody who
   * may register an entity can make it depend on another one: see where each
   * comes from.
   */
  dependents: Entity[];
  /** The id of the location that is asked about; all of them without it. */
  location?: string;
  grants: AzureBlobGrant[];
  locks: AzureBlobLock[];
  now: Date;
}

/**
 * The answer to {@link AzureBlobAccessFacts}.
 *
 * @public
 */
export type AzureBlobAccessDecision =
  | {
      allowed: true;
      role: AzureBlobRole;
      basis: AzureBlobAccessBasis;
      /** The entity ref of the group or user, or the id of the grant, that gave the role. */
      through: string;
      /** When it ends by itself, as a grant does. */
      until?: Date;
    }
  | {
      allowed: false;
      code: AzureBlobErrorCode;
      /** One sentence for the user. */
      message: string;
    };

/**
 * Decides from facts alone who has which role. It is pure: the same facts
 * give the same answer.
 *
 * @public
 */
export interface AzureBlobAccessDecider {
  decide(facts: AzureBlobAccessFacts): AzureBlobAccessDecision;
}
