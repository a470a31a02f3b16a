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
import { getOwnerRefs, toSpokenName } from './entityRefs';

/** Why an entity without an owner is shut. */
export function explainNoOwner(entity: Entity): string {
  return `This ${toSpokenKind(
    entity,
  )} has no owner who could give access to it.`;
}

/**
 * Why a user has no role. `missed` are those of the user and her groups that
 * would give one, if they came from a trusted origin.
 */
export function explainNoRole(entity: Entity, missed: string[]): string {
  const owners = join(getOwnerRefs(entity));
  const sentence = `This ${toSpokenKind(entity)} belongs to ${owners}.`;
  if (missed.length === 0) {
    return sentence;
  }
  const one = missed.length === 1;
  const what = missed[0].startsWith('user:') ? 'user' : 'group';
  return `${sentence} Your ${what}${one ? '' : 's'} ${join(missed)} ${
    one ? 'does' : 'do'
  } not count, because the portal does not trust where ${
    one ? 'it comes' : 'they come'
  } from.`;
}

function join(refs: string[]): string {
  return new Intl.ListFormat('en').format(refs.map(toSpokenName));
}

function toSpokenKind({ kind }: Entity): string {
  return kind === kind.toLocaleUpperCase('en-US')
    ? kind
    : kind.toLocaleLowerCase('en-US');
}
