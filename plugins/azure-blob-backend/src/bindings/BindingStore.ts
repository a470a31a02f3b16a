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

import { Knex } from 'knex';
import { z } from 'zod';
import { BindingHolder, ScopeBinding } from './ScopeBinding';

/** Of one entity: more than there are locations. */
const MAX_SCOPES = 1_000;

type Root = ScopeBinding['root'];

interface BindingRow {
  account: string;
  container: string;
  prefix: string;
  location: string;
  entity_ref: string;
  entity_uid: string;
  owner_refs: string;
  origin: string;
  first_seen: Date | string;
  last_seen: Date | string;
  state: ScopeBinding['state'];
  previous: string | null;
  confirmed_by: string | null;
  confirmed_at: Date | string | null;
  version: number;
}

const holder = z.object({
  entityRef: z.string(),
  uid: z.string(),
  ownerRefs: z.array(z.string()),
  origin: z.string(),
});
const previous = z.object({
  confirmed: holder,
  last: holder,
  toldAt: z.coerce.date().optional(),
});

/** The table of who holds which scope. */
export class BindingStore {
  readonly #database: Knex;

  private constructor(database: Knex) {
    this.#database = database;
  }

  static create(database: Knex): BindingStore {
    return new BindingStore(database);
  }

  async find(root: Root): Promise<ScopeBinding | undefined> {
    const row = await this.#database<BindingRow>('scope_bindings')
      .where(toKey(root))
      .first();
    return row && toBinding(row, root);
  }

  /** The owners of whoever was last confirmed to hold scopes by this name. */
  async listOwners(entityRef: string): Promise<string[]> {
    const rows = await this.#database<BindingRow>('scope_bindings')
      .where({ entity_ref: entityRef })
      .limit(MAX_SCOPES);
    const owners = rows.flatMap(row => {
      const { holder: current, previous: before } = toHolders(row);
      const last = row.state === 'confirmed' ? current : before?.confirmed;
      return last?.entityRef === entityRef ? last.ownerRefs : [];
    });
    return [...new Set(owners)];
  }

  /** Does nothing where the scope has a holder already. */
  async add(root: Root, first: BindingHolder, now: Date): Promise<void> {
    await this.#database('scope_bindings')
      .insert({
        ...toKey(root),
        ...toHolderColumns(first),
        location: root.location.id,
        first_seen: now.toISOString(),
        last_seen: now.toISOString(),
        state: 'confirmed',
        version: 1,
      })
      .onConflict(['account', 'container', 'prefix'])
      .ignore();
  }

  async see(binding: ScopeBinding, now: Date): Promise<void> {
    await this.#database('scope_bindings')
      .where({ ...toKey(binding.root), version: binding.version })
      .update({ last_seen: now.toISOString() });
  }

  /**
   * Puts a binding in the place of the version before it, unless another
   * replica has, and does `work` in the same transaction.
   *
   * @returns what `work` does; `undefined` where another one was first.
   */
  async replace<T>(
    binding: ScopeBinding,
    confirmed: { by: string; at: Date } | undefined,
    work: (tx: Knex.Transaction) => Promise<T>,
  ): Promise<T | undefined> {
    return this.#database.transaction(async tx => {
      const replaced = await tx('scope_bindings')
        .where({ ...toKey(binding.root), version: binding.version - 1 })
        .update({
          ...toHolderColumns(binding.holder),
          location: binding.root.location.id,
          first_seen: binding.since.toISOString(),
          last_seen: binding.lastSeen.toISOString(),
          state: binding.state,
          previous: binding.previous && JSON.stringify(binding.previous),
          confirmed_by: confirmed?.by ?? null,
          confirmed_at: confirmed?.at.toISOString() ?? null,
          version: binding.version,
        });
      return replaced === 1 ? work(tx) : undefined;
    });
  }
}

function toKey({ account, container, prefix }: Root) {
  return { account: account.name, container, prefix };
}

function toHolderColumns({ entityRef, uid, ownerRefs, origin }: BindingHolder) {
  return {
    entity_ref: entityRef,
    entity_uid: uid,
    owner_refs: JSON.stringify(ownerRefs),
    origin,
  };
}

function toBinding(row: BindingRow, root: Root): ScopeBinding {
  return {
    root,
    ...toHolders(row),
    since: new Date(row.first_seen),
    lastSeen: new Date(row.last_seen),
    state: row.state,
    version: row.version,
  };
}

function toHolders(row: BindingRow): Pick<ScopeBinding, 'holder' | 'previous'> {
  return {
    holder: {
      entityRef: row.entity_ref,
      uid: row.entity_uid,
      ownerRefs: z.array(z.string()).parse(JSON.parse(row.owner_refs)),
      origin: row.origin,
    },
    previous: row.previous
      ? previous.parse(JSON.parse(row.previous))
      : undefined,
  };
}
