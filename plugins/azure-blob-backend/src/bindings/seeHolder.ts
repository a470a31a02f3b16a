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

import { AzureBlobConfig } from '../types';
import { BindingHolder, isSameHolder, ScopeBinding } from './ScopeBinding';

/**
 * For this long after a change, another replica may still see the entity as it
 * was before: that is not a second change.
 */
const SETTLE_MS = 2 * 60_000;
/** Whoever makes an entity go to and fro must not fill an inbox. */
const TELL_EVERY_MS = 60 * 60_000;

/**
 * What the record comes to where the entity is seen to be `holder`. It has
 * another version where that is a change, which is to be written.
 */
export function seeHolder(
  binding: ScopeBinding,
  holder: BindingHolder,
  options: { now: Date; takeOvers: AzureBlobConfig['takeOvers'] },
): ScopeBinding {
  const { now, takeOvers } = options;
  const { previous } = binding;
  if (isSameHolder(binding.holder, holder)) {
    return binding;
  }
  const getState = (confirmed: BindingHolder) => {
    const unconfirmed = takeOvers === 'hold' ? 'held' : 'taken-over';
    return isSameHolder(confirmed, holder) ? 'confirmed' : unconfirmed;
  };
  if (previous && isBelated(binding, previous.last, holder, now)) {
    // That of the one who is there by now says nothing of this one.
    return { ...binding, holder, state: getState(previous.confirmed) };
  }
  const confirmed =
    binding.state === 'confirmed' || !previous
      ? binding.holder
      : previous.confirmed;
  const state = getState(confirmed);
  const isTold = state === 'confirmed' || wasTold(previous?.toldAt, now);
  const toldAt = isTold ? previous?.toldAt : now;
  return {
    ...binding,
    holder,
    since: now,
    lastSeen: now,
    state,
    previous: { confirmed, last: binding.holder, toldAt },
    version: binding.version + 1,
  };
}

/** Whether this is how the entity was before a change that has just been seen. */
function isBelated(
  { since }: ScopeBinding,
  last: BindingHolder,
  holder: BindingHolder,
  now: Date,
): boolean {
  return (
    isSameHolder(last, holder) &&
    Math.abs(now.getTime() - since.getTime()) < SETTLE_MS
  );
}

function wasTold(toldAt: Date | undefined, now: Date): boolean {
  return (
    toldAt !== undefined && now.getTime() - toldAt.getTime() < TELL_EVERY_MS
  );
}
