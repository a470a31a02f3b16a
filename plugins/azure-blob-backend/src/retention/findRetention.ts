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
  AzureBlobItem,
  AzureBlobRetention,
} from 'backstage-plugin-azure-blob-common';
import { LifecycleAction, LifecycleRule, Scope } from '../types';

const DAY_MS = 24 * 60 * 60_000;
/** The last moment that can be written down. */
const MAX_TIME = 8_640_000_000_000_000;
/** Of several actions that are due, storage takes the one that costs least. */
const CHEAPEST_FIRST = ['delete', 'archive', 'cold', 'cool'];
/** The tiers that an action has nothing left to do in. */
const DONE_IN: Record<LifecycleAction['action'], string[]> = {
  cool: ['Cool', 'Cold', 'Archive'],
  cold: ['Cold', 'Archive'],
  archive: ['Archive'],
  delete: [],
};

/** What a rule goes by of a blob. */
export type RetainedBlob = Pick<
  AzureBlobItem,
  'path' | 'createdAt' | 'lastModified' | 'accessTier'
>;

/**
 * What the lifecycle rules of the account do to a blob next, and when at the
 * earliest: they run once a day. Actions that go by something that is not known
 * of the blob are left out.
 */
export function findRetention(
  {
    account,
    container,
    prefix,
  }: Pick<Scope, 'account' | 'container' | 'prefix'>,
  blob: RetainedBlob,
  now = Date.now(),
): AzureBlobRetention | undefined {
  if (!account.lifecycle) {
    return undefined;
  }
  const name = `${container}/${prefix}${blob.path}`;
  const candidates = account.lifecycle
    .filter(rule => covers(rule, name))
    .flatMap(rule =>
      rule.actions.flatMap(action => {
        const at = getTime(action, blob);
        return at === undefined ? [] : [{ rule, action: action.action, at }];
      }),
    )
    .sort(
      (one, other) =>
        Math.max(one.at, now) - Math.max(other.at, now) ||
        CHEAPEST_FIRST.indexOf(one.action) -
          CHEAPEST_FIRST.indexOf(other.action) ||
        one.at - other.at,
    );
  const [next] = candidates;
  return (
    next && {
      action: next.action,
      at: new Date(next.at).toISOString(),
      rule: next.rule.name,
    }
  );
}

/** Without a final slash, a prefix ends anywhere in a name. */
function covers({ prefixes }: LifecycleRule, name: string): boolean {
  return prefixes.length === 0 || prefixes.some(one => name.startsWith(one));
}

function getTime(
  { action, after, days }: LifecycleAction,
  { accessTier, createdAt, lastModified }: RetainedBlob,
): number | undefined {
  // Only block blobs have a tier, and only they can be moved to another
  const isMoved = action !== 'delete';
  if (isMoved && accessTier === undefined) {
    return undefined;
  }
  if (accessTier !== undefined && DONE_IN[action].includes(accessTier)) {
    return undefined;
  }
  const began = Date.parse(
    (after === 'creation' ? createdAt : lastModified) ?? '',
  );
  const at = began + days * DAY_MS;
  return Math.abs(at) <= MAX_TIME ? at : undefined;
}
