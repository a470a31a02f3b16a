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
  AzureBlobRole,
} from 'backstage-plugin-azure-blob-common';

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
 * @public
 */
export interface AzureBlobAccessFacts {
  user: {
    entityRef: string;
    /** The user's own ref and those of the groups she is a member of. */
    ownershipEntityRefs: string[];
  };
  entity: Entity;
  /** The systems that the entity is part of. */
  systems: Entity[];
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
      /** The entity ref of the group or user that gave the role. */
      through: string;
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
