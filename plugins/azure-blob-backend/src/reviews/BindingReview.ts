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

import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AzureBlobBinding,
  AzureBlobLock,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { AdminGate, Caller, createAuditSubject, Membership } from '../access';
import { getOwnerRefs } from '../access/entityRefs';
import { findLock, locked } from '../access/locks/findLock';
import { getEntity, readEntityRef } from '../access/PortalFacts';
import { AuditLog, AuditSubject, recordRefusal } from '../audit';
import { BindingRequest, ScopeBinding, ScopeBindings } from '../bindings';
import { LocationRegistry } from '../locations';
import { describeBinding } from './describeBinding';

const MAX_ATTEMPTS = 3;

/** Options of {@link BindingReview.create}. */
export interface BindingReviewOptions {
  admins: Pick<AdminGate, 'check'>;
  audit: AuditLog;
  bindings: ScopeBindings;
  catalog: CatalogService;
  locations: LocationRegistry;
  locks: { list(): AzureBlobLock[] };
  membership: Pick<Membership, 'get'>;
}

/** Shows whose storage scopes have been, and lets former owners confirm. */
export class BindingReview {
  readonly #options: BindingReviewOptions;

  private constructor(options: BindingReviewOptions) {
    this.#options = options;
  }

  static create(options: BindingReviewOptions): BindingReview {
    return new BindingReview(options);
  }

  /**
   * To whoever may see the entity: former owners need not have a role on it.
   *
   * @throws `AzureBlobError` with `EntityNotFound`, `CatalogUnavailable` or
   * `AuditUnavailable`.
   */
  async list(caller: Caller, entityRef: string): Promise<AzureBlobBinding[]> {
    const { bindings, locations } = this.#options;
    const entity = await this.#getEntity(caller, entityRef);
    const found: AzureBlobBinding[] = [];
    for (const root of locations.listRoots(entity)) {
      const binding = await bindings.find(root);
      if (binding) {
        found.push(await this.#describe(binding, caller));
      }
    }
    return found;
  }

  /**
   * Confirms that the scope rightly went to the entity as it is now.
   *
   * @throws `AzureBlobError` with `PermissionDenied` for anybody but former
   * owners and administrators, with `Locked`, and with those of
   * {@link BindingReview.list}.
   */
  async confirm(
    caller: Caller,
    entityRef: string,
    location: string,
  ): Promise<AzureBlobBinding> {
    const entity = await this.#getEntity(caller, entityRef);
    const subject: AuditSubject = {
      ...createAuditSubject(caller, 'binding.confirm'),
      entityRef: stringifyEntityRef(entity),
      entityUid: entity.metadata.uid,
      ownerRefs: getOwnerRefs(entity),
      location,
    };
    return recordRefusal(this.#options.audit, subject, () =>
      this.#confirm(caller, { entity, location, subject }),
    );
  }

  async #confirm(
    caller: Caller,
    request: BindingRequest,
  ): Promise<AzureBlobBinding> {
    const { bindings } = this.#options;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      // Who may not confirm must not make anything be written either.
      const seen = await bindings.preview(request);
      if (seen?.state === 'confirmed') {
        return this.#describe(seen, caller);
      }
      await this.#assertMayConfirm(seen, caller);
      const binding = await bindings.observe(request);
      if (binding.state === 'confirmed') {
        return this.#describe(binding, caller);
      }
      const isAsSeen = binding.version === seen?.version;
      const confirmed =
        isAsSeen && (await bindings.confirm(binding, request.subject));
      if (confirmed) {
        return this.#describe(confirmed, caller);
      }
    }
    throw new Error('The record of a scope changes all the time');
  }

  #getEntity({ credentials }: Caller, entityRef: string): Promise<Entity> {
    const ref = readEntityRef(entityRef);
    return getEntity(this.#options.catalog, ref, credentials);
  }

  async #describe(
    binding: ScopeBinding,
    caller: Caller,
  ): Promise<AzureBlobBinding> {
    return describeBinding(binding, {
      isHeld: this.#options.bindings.isHeld(binding),
      canConfirm:
        binding.state !== 'confirmed' &&
        (await this.#mayConfirm(binding, caller)),
    });
  }

  async #mayConfirm(binding: ScopeBinding, caller: Caller): Promise<boolean> {
    try {
      await this.#assertMayConfirm(binding, caller);
      return true;
    } catch (error) {
      if (error instanceof AzureBlobError && error.statusCode === 403) {
        return false;
      }
      throw error;
    }
  }

  async #assertMayConfirm(
    binding: ScopeBinding | undefined,
    caller: Caller,
  ): Promise<void> {
    const { admins, locks, membership } = this.#options;
    const { userEntityRef } = caller.credentials.principal;
    const lock = findLock(locks.list(), { userEntityRef }, new Date());
    if (lock) {
      throw locked(lock);
    }
    const { ownershipEntityRefs } = await membership.get(userEntityRef);
    const formerOwners = binding?.previous?.confirmed.ownerRefs ?? [];
    if (!formerOwners.some(ref => ownershipEntityRefs.includes(ref))) {
      await admins.check(caller);
    }
  }
}
