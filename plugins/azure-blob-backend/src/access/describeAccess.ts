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
import { AzureBlobAccess } from 'backstage-plugin-azure-blob-common';
import {
  AzureBlobAccessDecision,
  AzureBlobAccessFacts,
} from 'backstage-plugin-azure-blob-node';
import { getRunManifest } from '../config/getRunsConfig';
import { LocationConfig } from '../types';
import { getOwnerRefs, toCanonicalRef, toSpokenName } from './entityRefs';

/** Says what a user may do on an entity, why, and through whom she may not. */
export function describeAccess(options: {
  facts: Pick<AzureBlobAccessFacts, 'entity' | 'user'>;
  decision: AzureBlobAccessDecision;
  /** The owners, as far as the user may see them. */
  owners: Entity[];
  locations: LocationConfig[];
}): AzureBlobAccess {
  const { facts, decision, owners, locations } = options;
  const { entityRef, ownershipEntityRefs } = facts.user;
  const common = {
    entityRef: stringifyEntityRef(facts.entity),
    user: {
      entityRef,
      groups: ownershipEntityRefs.filter(
        ref => toCanonicalRef(ref) !== toCanonicalRef(entityRef),
      ),
    },
    owners: getOwnerRefs(facts.entity).map(ref => ({
      entityRef: ref,
      title: getTitle(owners, ref),
    })),
  };
  if (!decision.allowed) {
    const { code, message } = decision;
    return {
      ...common,
      allowed: false,
      denial: { code, message },
      locations: [],
    };
  }
  const { role, basis, through } = decision;
  return {
    ...common,
    allowed: true,
    role,
    basis,
    through,
    locations: locations.map(location => {
      const { id, title, content, layout, account } = location;
      const runManifest = getRunManifest(location);
      return {
        id,
        title,
        content,
        hasRuns: layout !== '{path}',
        ...(runManifest !== undefined && { runManifest }),
        identity: account.identity,
      };
    }),
  };
}

function getTitle(owners: Entity[], ref: string): string {
  const owner = owners.find(
    entity => toCanonicalRef(stringifyEntityRef(entity)) === ref,
  );
  const profile = owner?.spec?.profile;
  const displayName =
    profile && typeof profile === 'object' && 'displayName' in profile
      ? profile.displayName
      : undefined;
  return (
    owner?.metadata.title ??
    (typeof displayName === 'string' ? displayName : undefined) ??
    toSpokenName(ref)
  );
}
