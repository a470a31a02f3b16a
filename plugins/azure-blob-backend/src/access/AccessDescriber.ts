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
import {
  AzureBlobAccess,
  AzureBlobLocationContent,
} from 'backstage-plugin-azure-blob-common';
import {
  AzureBlobAccessDecision,
  AzureBlobError,
} from 'backstage-plugin-azure-blob-node';
import { FreshCache } from '../FreshCache';
import { LocationConfig } from '../types';
import { permissionDenied } from './AccessAdmission';
import { AccessJudge, Standing } from './AccessJudge';
import { describeAccess } from './describeAccess';
import { getOwnerRefs } from './entityRefs';
import { PortalFacts, UserCredentials } from './PortalFacts';
import { Snapshots, unwrap } from './Snapshots';
import { Caller } from './types';

const MAX_OWNERS = 2_000;
const MAX_AGE_MS = 30_000;
/** What an owner is called. */
const OWNER_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'spec.profile.displayName',
];

/** What a decision comes to, and the locations that it leaves. */
interface Judgement {
  decision: AzureBlobAccessDecision;
  locations: LocationConfig[];
}

/** Options of {@link AccessDescriber.create}. */
export interface AccessDescriberOptions {
  judge: AccessJudge;
  locations: { list(entity: Entity): LocationConfig[] };
  portal: PortalFacts;
  snapshots: Snapshots;
}

/** Tells what somebody may do, without doing anything. */
export class AccessDescriber {
  readonly #options: AccessDescriberOptions;
  readonly #owners = FreshCache.create<Entity[]>({
    max: MAX_OWNERS,
    maxAgeMs: MAX_AGE_MS,
  });

  private constructor(options: AccessDescriberOptions) {
    this.#options = options;
  }

  static create(options: AccessDescriberOptions): AccessDescriber {
    return new AccessDescriber(options);
  }

  async describe(caller: Caller, entityRef: string): Promise<AzureBlobAccess> {
    const { judge, snapshots } = this.#options;
    const { credentials } = caller;
    const snapshot = await snapshots.get(entityRef, credentials);
    const contents = unwrap(snapshot.permitted);
    const known = unwrap(snapshot.facts);
    const standing = await judge.getStanding(credentials, known);
    const owners = await this.#getOwners(known.entity, credentials);
    const judgement = this.#judge(standing, contents);
    return describeAccess({ facts: standing.facts, owners, ...judgement });
  }

  /** As far as the user may see them. */
  #getOwners(entity: Entity, credentials: UserCredentials): Promise<Entity[]> {
    const { userEntityRef, actor } = credentials.principal;
    const ownerRefs = getOwnerRefs(entity);
    const key = JSON.stringify([userEntityRef, actor?.subject, ownerRefs]);
    return this.#owners.get(key, () =>
      this.#options.portal.getEntities(ownerRefs, OWNER_FIELDS, credentials),
    );
  }

  /** A wrong annotation is told to those whom it shuts out, and to no others. */
  #judge(standing: Standing, contents: AzureBlobLocationContent[]): Judgement {
    const { judge, locations } = this.#options;
    if (contents.length === 0) {
      return { decision: refuse(permissionDenied()), locations: [] };
    }
    const decision = judge.decide(standing, {});
    let candidates: LocationConfig[];
    try {
      candidates = locations
        .list(standing.facts.entity)
        .filter(({ content }) => contents.includes(content));
    } catch (error) {
      if (!(error instanceof AzureBlobError)) {
        throw error;
      }
      return {
        decision: decision.allowed ? refuse(error) : decision,
        locations: [],
      };
    }
    return this.#judgeEach(standing, decision, candidates);
  }

  /** A lock or a grant may be about one location only. */
  #judgeEach(
    standing: Standing,
    general: AzureBlobAccessDecision,
    candidates: LocationConfig[],
  ): Judgement {
    const decisions = candidates.map(({ id }) =>
      this.#options.judge.decide(standing, { location: id }),
    );
    const locations = candidates.filter((_, index) => decisions[index].allowed);
    const special = decisions.find(({ allowed }) =>
      locations.length > 0 ? allowed : !allowed,
    );
    const isTypical = general.allowed === locations.length > 0;
    return { decision: isTypical ? general : special ?? general, locations };
  }
}

function refuse({ code, message }: AzureBlobError): AzureBlobAccessDecision {
  return { allowed: false, code, message };
}
