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

import { createHash } from 'node:crypto';
import {
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { Scope } from '../types';

/** Whose storage a scope is: by a name alone one cannot tell. */
export interface BindingHolder {
  entityRef: string;
  /** The id that the catalog has given to it; a new one for each entity. */
  uid: string;
  /** In order. */
  ownerRefs: string[];
  /** Where it first came into the catalog from. */
  origin: string;
}

/** What is known of who holds a scope. */
export interface ScopeBinding {
  root: Pick<Scope, 'account' | 'container' | 'prefix' | 'location'>;
  holder: BindingHolder;
  /** Since when it holds the scope. */
  since: Date;
  lastSeen: Date;
  /** `taken-over` and `held` both wait for somebody to confirm it. */
  state: 'confirmed' | 'taken-over' | 'held';
  /** Absent for the first holder. */
  previous?: {
    /** The last one that was confirmed: its owners may confirm the next. */
    confirmed: BindingHolder;
    /** The one right before. */
    last: BindingHolder;
    /** When the owners of the confirmed one were told of another. */
    toldAt?: Date;
  };
  version: number;
}

const MAX_LENGTH = 1024;
const MAX_OWNERS = 100;

/** Who holds a scope as the catalog has it now. */
export function toHolder(entity: Entity, ownerRefs: string[]): BindingHolder {
  const { uid, annotations } = entity.metadata;
  return {
    entityRef: stringifyEntityRef(entity),
    uid: shorten(String(uid ?? '')),
    ownerRefs: [...new Set(ownerRefs)].sort().slice(0, MAX_OWNERS).map(shorten),
    origin: shorten(String(annotations?.[ANNOTATION_ORIGIN_LOCATION] ?? '')),
  };
}

/** Whether nothing has changed by which one could tell two entities apart. */
export function isSameHolder(one: BindingHolder, other: BindingHolder) {
  return describeHolder(one) === describeHolder(other);
}

/** One line that stands for all that is compared. */
export function describeHolder(holder: BindingHolder): string {
  const { entityRef, uid, ownerRefs, origin } = holder;
  return JSON.stringify([entityRef, uid, ownerRefs, origin]);
}

/** What is too long to keep is kept as what only it comes to. */
function shorten(value: string): string {
  return value.length <= MAX_LENGTH && !/[\p{Cc}\p{Cs}]/u.test(value)
    ? value
    : `sha256:${createHash('sha256').update(value).digest('hex')}`;
}
