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
  AuthService,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { LRUCache } from 'lru-cache';
import { ANSWER_TIMEOUT_MS, askPortal } from '../askPortal';
import { FreshCache } from '../FreshCache';
import { getOrigin, isFrom } from '../isFrom';
import { MembershipConfig } from '../types';
import { getGroupRefs, getParentRefs, toCanonicalRef } from './entityRefs';

const MAX_USERS = 2_000;
const MAX_AGE_MS = 30_000;
/** How far above a user's own groups one of them still counts. */
const MAX_LEVELS = 10;
const GROUP_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'relations',
];

/** Whom a user counts as. */
export interface UserMembership {
  /** The user's own ref and those of her groups; empty where she is not trusted. */
  ownershipEntityRefs: string[];
  /** Those of the user and her groups that do not count, for their origin. */
  untrustedRefs: string[];
}

/** Options of {@link Membership.create}. */
export interface MembershipOptions {
  auth: AuthService;
  catalog: CatalogService;
  config: MembershipConfig;
  logger: LoggerService;
}

/**
 * Knows who is a member of which group, as the catalog has it now: what a
 * Backstage token says of it can be an hour old. Users and groups from an
 * origin that is not trusted do not count, since anybody may register those.
 */
export class Membership {
  readonly #options: MembershipOptions;
  readonly #cache = FreshCache.create<UserMembership>({
    max: MAX_USERS,
    maxAgeMs: MAX_AGE_MS,
  });
  /** What has been logged of whom: once, and not every time it is read. */
  readonly #logged = new LRUCache<string, string>({ max: MAX_USERS });

  private constructor(options: MembershipOptions) {
    this.#options = options;
  }

  static create(options: MembershipOptions): Membership {
    return new Membership(options);
  }

  /**
   * At most 30 seconds old.
   *
   * @throws `AzureBlobError` with `CatalogUnavailable`.
   */
  get(userEntityRef: string): Promise<UserMembership> {
    const ref = toCanonicalRef(userEntityRef);
    return this.#cache.get(ref, () =>
      askPortal('catalog', () => this.#read(ref), ANSWER_TIMEOUT_MS),
    );
  }

  async #read(userRef: string): Promise<UserMembership> {
    const { auth, catalog } = this.#options;
    const credentials = await askPortal('auth service', () =>
      auth.getOwnServiceCredentials(),
    );
    const user = await askPortal('catalog', () =>
      catalog.getEntityByRef(userRef, { credentials }),
    );
    if (!user) {
      return { ownershipEntityRefs: [], untrustedRefs: [] };
    }
    if (!this.#isTrusted(user)) {
      this.#log(userRef, [user]);
      return { ownershipEntityRefs: [], untrustedRefs: [userRef] };
    }
    const { trusted, untrusted } = await this.#climb(user, credentials);
    this.#log(userRef, untrusted);
    return {
      ownershipEntityRefs: [userRef, ...trusted],
      untrustedRefs: untrusted.map(stringifyEntityRef),
    };
  }

  /** Level by level, so that the shortest way to a group is what counts. */
  async #climb(user: Entity, credentials: BackstageCredentials) {
    const { nested } = this.#options.config;
    const seen = new Set<string>();
    const trusted: string[] = [];
    const untrusted: Entity[] = [];
    let refs = getGroupRefs(user);
    for (let level = 0; level <= MAX_LEVELS && refs.length > 0; level++) {
      refs.forEach(ref => seen.add(ref));
      const groups = await this.#readGroups(refs, credentials);
      const counting = groups.filter(group => this.#isTrusted(group));
      trusted.push(...counting.map(stringifyEntityRef));
      untrusted.push(...groups.filter(group => !counting.includes(group)));
      const above = nested ? counting.flatMap(getParentRefs) : [];
      refs = [...new Set(above)].filter(ref => !seen.has(ref));
    }
    return { trusted, untrusted };
  }

  async #readGroups(
    entityRefs: string[],
    credentials: BackstageCredentials,
  ): Promise<Entity[]> {
    const { items } = await askPortal('catalog', () =>
      this.#options.catalog.getEntitiesByRefs(
        { entityRefs, fields: GROUP_FIELDS },
        { credentials },
      ),
    );
    return items.filter(item => item !== undefined);
  }

  #isTrusted(entity: Entity): boolean {
    return isFrom(entity, this.#options.config.trustedOrigins);
  }

  #log(userRef: string, untrusted: Entity[]): void {
    const found = untrusted.map(entity => ({
      entityRef: stringifyEntityRef(entity),
      origin: getOrigin(entity) ?? 'unknown',
    }));
    const told = JSON.stringify(found);
    if (found.length > 0 && this.#logged.get(userRef) !== told) {
      this.#logged.set(userRef, told);
      this.#options.logger.warn(
        `Part of the membership of ${userRef} does not count, because azureBlob.membership.trustedOrigins does not name where it comes from`,
        { untrusted: found },
      );
    }
  }
}
