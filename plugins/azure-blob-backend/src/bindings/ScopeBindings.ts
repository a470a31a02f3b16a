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
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { AuditIntent, AuditLog, AuditSubject } from '../audit';
import { AzureBlobConfig, Scope } from '../types';
import { withTimeout } from '../withTimeout';
import { scopeHeld, toChangeSubject, toConfirmSubject } from './bindingRecords';
import { BindingStore } from './BindingStore';
import {
  BindingHolder,
  describeHolder,
  ScopeBinding,
  toHolder,
} from './ScopeBinding';
import { seeHolder } from './seeHolder';

/** So that every replica knows within 30 seconds what one has recorded. */
const MAX_AGE_MS = 25_000;
const MAX_SCOPES = 10_000;
/** A database that hangs must refuse access like one that is down. */
const TIMEOUT_MS = 3_000;
const SEEN_EVERY_MS = 60 * 60_000;
const MAX_ATTEMPTS = 5;

/** Options of {@link ScopeBindings.create}. */
export interface ScopeBindingsOptions {
  database: Knex;
  audit: AuditLog;
  locations: { resolveRoot(entity: Entity, locationId: string): Scope };
  takeOvers: AzureBlobConfig['takeOvers'];
  notices: { send(binding: ScopeBinding): Promise<void> };
  /** Milliseconds since 1970; `Date.now` by default. */
  now?: () => number;
}

/** Who asks for which scope of which entity. */
export interface BindingRequest {
  entity: Entity;
  /** The id of the location. */
  location: string;
  /** Who asks; its owners are those of the entity now. */
  subject: AuditSubject;
}

/**
 * Remembers whose storage each scope is, and notices when its name comes back
 * as another entity.
 */
export class ScopeBindings {
  readonly #options: ScopeBindingsOptions;
  readonly #store: BindingStore;
  readonly #checked: LRUCache<string, Promise<void>>;

  private constructor(options: ScopeBindingsOptions) {
    this.#options = options;
    this.#store = BindingStore.create(options.database);
    this.#checked = new LRUCache({
      max: MAX_SCOPES,
      ttl: MAX_AGE_MS,
      ttlResolution: 0,
      ...(options.now && { perf: { now: options.now } }),
    });
  }

  static create(options: ScopeBindingsOptions): ScopeBindings {
    return new ScopeBindings(options);
  }

  /**
   * Lets the entity at its scope: free of cost where that was asked within the
   * last 25 seconds.
   *
   * @throws `AzureBlobError` with `ScopeHeld` where the scope was taken over
   * and waits for a confirmation, and `AuditUnavailable` where the record
   * cannot be read or written.
   */
  check(request: {
    entity: Entity;
    scope: Pick<Scope, 'location'>;
    subject: AuditSubject;
  }): Promise<void> {
    const { entity, scope, subject } = request;
    const location = scope.location.id;
    const holder = toHolder(entity, subject.ownerRefs);
    const key = `${location} ${describeHolder(holder)}`;
    const known = this.#checked.get(key);
    if (known) {
      return known;
    }
    const checked = this.#check({ entity, location, subject });
    this.#checked.set(key, checked);
    // A refusal is not kept: it ends as soon as somebody confirms.
    checked.catch(() => {
      if (this.#checked.peek(key) === checked) {
        this.#checked.delete(key);
      }
    });
    return checked;
  }

  async #check(request: BindingRequest): Promise<void> {
    const binding = await this.observe(request);
    if (this.isHeld(binding)) {
      throw scopeHeld(binding);
    }
  }

  /** Whether access waits for somebody to confirm the take-over. */
  isHeld({ state }: ScopeBinding): boolean {
    return state === 'held' && this.#options.takeOvers === 'hold';
  }

  /** The record as it is, without looking at the entity. */
  find(root: ScopeBinding['root']): Promise<ScopeBinding | undefined> {
    return this.#answered(this.#store.find(root));
  }

  /** The owners of whoever was last confirmed to hold scopes by this name. */
  listOwners(entityRef: string): Promise<string[]> {
    return this.#answered(this.#store.listOwners(entityRef));
  }

  /** What {@link ScopeBindings.observe} would tell, if it wrote nothing. */
  async preview(request: BindingRequest): Promise<ScopeBinding | undefined> {
    const { root, holder } = this.#read(request);
    const binding = await this.find(root);
    return binding && this.#see(binding, holder, this.#now());
  }

  /** The record, after what is new about the entity has been put into it. */
  async observe(request: BindingRequest): Promise<ScopeBinding> {
    const { root, holder } = this.#read(request);
    return this.#answered(this.#observe(root, holder, request.subject));
  }

  /**
   * Puts on record that somebody has confirmed the holder.
   *
   * @returns `undefined` where the record is not the one that was looked at.
   */
  async confirm(
    binding: ScopeBinding,
    subject: AuditSubject,
  ): Promise<ScopeBinding | undefined> {
    const confirmed: ScopeBinding = {
      ...binding,
      state: 'confirmed',
      previous: binding.previous && { ...binding.previous, toldAt: undefined },
      version: binding.version + 1,
    };
    const intent = await this.#answered(
      this.#write(confirmed, toConfirmSubject(confirmed, subject), {
        by: subject.actorRef,
        at: this.#now(),
      }),
    );
    return intent && confirmed;
  }

  async #observe(
    root: Scope,
    holder: BindingHolder,
    subject: AuditSubject,
  ): Promise<ScopeBinding> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const now = this.#now();
      const binding = await this.#store.find(root);
      if (!binding) {
        await this.#store.add(root, holder, now);
        continue;
      }
      const seen = this.#see(binding, holder, now);
      if (seen === binding) {
        await this.#noteSeen(binding, now);
      }
      if (seen.version === binding.version) {
        return seen;
      }
      if (await this.#write(seen, toChangeSubject(seen, subject))) {
        if (seen.previous?.toldAt === now) {
          // Their inbox is nothing for the caller to wait for.
          this.#options.notices.send(seen);
        }
        return seen;
      }
    }
    throw new Error('The record of a scope changes all the time');
  }

  #read({ entity, location, subject }: BindingRequest) {
    return {
      root: this.#options.locations.resolveRoot(entity, location),
      holder: toHolder(entity, subject.ownerRefs),
    };
  }

  #see(binding: ScopeBinding, holder: BindingHolder, now: Date): ScopeBinding {
    const { takeOvers } = this.#options;
    return seeHolder(binding, holder, { now, takeOvers });
  }

  /** One replica alone gets an intent, and the row is there with the change. */
  async #write(
    binding: ScopeBinding,
    subject: AuditSubject,
    confirmed?: { by: string; at: Date },
  ): Promise<AuditIntent | undefined> {
    const { audit } = this.#options;
    const intent = await this.#store.replace(binding, confirmed, tx =>
      audit.begin(subject, tx),
    );
    if (intent) {
      await audit.end(intent, { result: 'succeeded' });
    }
    return intent;
  }

  async #noteSeen(binding: ScopeBinding, now: Date): Promise<void> {
    if (now.getTime() - binding.lastSeen.getTime() >= SEEN_EVERY_MS) {
      await this.#store.see(binding, now);
    }
  }

  #now(): Date {
    return new Date((this.#options.now ?? Date.now)());
  }

  async #answered<T>(work: Promise<T>): Promise<T> {
    try {
      return await withTimeout(work, TIMEOUT_MS);
    } catch (error) {
      if (error instanceof AzureBlobError) {
        throw error;
      }
      throw new AzureBlobError(
        'AuditUnavailable',
        'The record of whose storage this is does not answer, so access is not given. Try again in a moment.',
        { cause: error },
      );
    }
  }
}
