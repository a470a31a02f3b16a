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
import { AzureBlobLocationContent } from 'backstage-plugin-azure-blob-common';
import { ANSWER_TIMEOUT_MS, askPortal } from '../askPortal';
import { FreshCache } from '../FreshCache';
import { GrantSources, KnownGrants } from './grants/GrantSources';
import { Membership } from './Membership';
import {
  EntityFacts,
  PortalFacts,
  readEntityRef,
  UserCredentials,
} from './PortalFacts';

const MAX_SNAPSHOTS = 5_000;
const MAX_AGE_MS = 30_000;

/** What the portal knows of an entity and one user, all of the same moment. */
export interface Snapshot {
  /** As the user sees it. */
  visible: Entity;
  permitted: PromiseSettledResult<AzureBlobLocationContent[]>;
  facts: PromiseSettledResult<EntityFacts & KnownGrants>;
}

/** Options of {@link Snapshots.create}. */
export interface SnapshotsOptions {
  grants: GrantSources;
  membership: Membership;
  portal: PortalFacts;
}

/** Snapshots that are at most 30 seconds old. */
export class Snapshots {
  readonly #options: SnapshotsOptions;
  readonly #cache = FreshCache.create<Snapshot>({
    max: MAX_SNAPSHOTS,
    maxAgeMs: MAX_AGE_MS,
    isWhole: ({ permitted, facts }) =>
      permitted.status === 'fulfilled' &&
      facts.status === 'fulfilled' &&
      !facts.value.incomplete,
  });

  private constructor(options: SnapshotsOptions) {
    this.#options = options;
  }

  static create(options: SnapshotsOptions): Snapshots {
    return new Snapshots(options);
  }

  /**
   * @throws `AzureBlobError` with `EntityNotFound` or `CatalogUnavailable`.
   */
  async get(
    entityRef: string,
    credentials: UserCredentials,
  ): Promise<Snapshot> {
    const ref = readEntityRef(entityRef);
    const { userEntityRef, actor } = credentials.principal;
    // Who acts for the user may be let see less than she is
    const key = JSON.stringify([userEntityRef, actor?.subject, ref]);
    return this.#cache.get(key, () =>
      askPortal(
        'catalog',
        () => this.#load(ref, credentials),
        ANSWER_TIMEOUT_MS,
      ),
    );
  }

  async #load(ref: string, credentials: UserCredentials): Promise<Snapshot> {
    const { portal } = this.#options;
    const visible = await portal.getVisibleEntity(ref, credentials);
    const [permitted, facts] = await Promise.allSettled([
      portal.getPermittedContents(ref, credentials),
      this.#getFacts(ref, credentials.principal.userEntityRef),
    ]);
    return { visible, permitted, facts };
  }

  async #getFacts(
    entityRef: string,
    userEntityRef: string,
  ): Promise<EntityFacts & KnownGrants> {
    const { grants, membership, portal } = this.#options;
    const [facts, known] = await Promise.all([
      portal.getEntityFacts(entityRef),
      membership
        .get(userEntityRef)
        .then(({ ownershipEntityRefs }) =>
          grants.list({ userEntityRef, ownershipEntityRefs, entityRef }),
        ),
    ]);
    return { ...facts, ...known };
  }
}

/**
 * @throws what went wrong when it was asked for.
 */
export function unwrap<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') {
    throw result.reason;
  }
  return result.value;
}
