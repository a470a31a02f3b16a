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
  Entity,
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { PrefixTemplate, UnsafeVariableError } from '../config/PrefixTemplate';
import { quote } from '../config/quote';

/**
 * Fills in a template for an entity.
 *
 * A template with the owner in it needs an entity with exactly one: with more,
 * any choice would move an entity's blobs whenever an owner joins or leaves.
 *
 * @throws `AzureBlobError` with `UnsafeTemplateValue` where a name breaks the
 * rules for names, `NoOwner` and `LocationNotAllowed` where there is not one owner.
 */
export function resolvePrefix(
  template: PrefixTemplate,
  entity: Entity,
): string {
  const { kind, namespace, name } = getCompoundEntityRef(entity);
  const owner = template.usesOwner ? getOnlyOwner(entity) : undefined;
  try {
    return template.resolve({
      'entity.kind': kind,
      'entity.namespace': namespace,
      'entity.name': name,
      'owner.kind': owner?.kind,
      'owner.namespace': owner?.namespace,
      'owner.name': owner?.name,
    });
  } catch (error) {
    if (error instanceof UnsafeVariableError) {
      throw new AzureBlobError(
        'UnsafeTemplateValue',
        `${describe(entity)} has no place in storage: ${error.message}.`,
      );
    }
    throw error;
  }
}

function getOnlyOwner(entity: Entity) {
  const owners = new Set(
    (entity.relations ?? [])
      .filter(({ type }) => type === RELATION_OWNED_BY)
      .map(({ targetRef }) => targetRef.toLocaleLowerCase('en-US')),
  );
  if (owners.size === 0) {
    throw new AzureBlobError('NoOwner', `${describe(entity)} has no owner.`);
  }
  const [owner, ...others] = owners;
  if (others.length > 0) {
    throw new AzureBlobError(
      'LocationNotAllowed',
      `${describe(entity)} has ${
        owners.size
      } owners, but the prefix of the location has room for one.`,
    );
  }
  try {
    return parseEntityRef(owner);
  } catch {
    throw new AzureBlobError(
      'UnsafeTemplateValue',
      `${describe(entity)} has the owner ${quote(
        owner,
      )}, which is not an entity ref.`,
    );
  }
}

function describe(entity: Entity): string {
  return quote(stringifyEntityRef(entity));
}
