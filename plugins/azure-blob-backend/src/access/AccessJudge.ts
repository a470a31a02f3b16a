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
  AzureBlobAccessDecider,
  AzureBlobAccessDecision,
  AzureBlobAccessFacts,
  AzureBlobError,
} from 'backstage-plugin-azure-blob-node';
import { AzureBlobLock } from 'backstage-plugin-azure-blob-common';
import { decideVersions, toLockSubject } from './decideAccess';
import { KnownGrants } from './grants/GrantSources';
import { describeLock, findLock } from './locks/findLock';
import { Membership } from './Membership';
import { EntityFacts, UserCredentials } from './PortalFacts';
import { AccessRequest } from './types';

/** All that a decision goes by, but for the locks and the time. */
export interface Standing {
  facts: Omit<AzureBlobAccessFacts, 'locks' | 'now' | 'location'>;
  /** Whether there may be grants that are not known. */
  incomplete: boolean;
}

/** Options of {@link AccessJudge.create}. */
export interface AccessJudgeOptions {
  decider: AzureBlobAccessDecider;
  locks: {
    /**
     * @throws `AzureBlobError` where the locks are not known well enough.
     */
    list(): AzureBlobLock[];
  };
  membership: Membership;
}

/** Decides, by what is known and by the locks and the clock of the moment. */
export class AccessJudge {
  readonly #options: AccessJudgeOptions;

  private constructor(options: AccessJudgeOptions) {
    this.#options = options;
  }

  static create(options: AccessJudgeOptions): AccessJudge {
    return new AccessJudge(options);
  }

  async getStanding(
    credentials: UserCredentials,
    known: EntityFacts & KnownGrants,
  ): Promise<Standing> {
    const { userEntityRef } = credentials.principal;
    const membership = await this.#options.membership.get(userEntityRef);
    const { incomplete, ...facts } = known;
    return {
      facts: { ...facts, user: { entityRef: userEntityRef, ...membership } },
      incomplete,
    };
  }

  /**
   * What holds for a location, or without one for all of the entity's, and for
   * old versions where one is asked for.
   *
   * @throws `AzureBlobError` with `CatalogUnavailable` where a grant that is
   * not known might allow what nothing else does.
   */
  decide(
    standing: Standing,
    { location, version }: Pick<Partial<AccessRequest>, 'location' | 'version'>,
  ): AzureBlobAccessDecision {
    const { decider, locks } = this.#options;
    const now = new Date();
    const facts = {
      ...standing.facts,
      location,
      locks: locks.list(),
      now,
    };
    // Not left to a decider that may have been replaced
    const lock = findLock(facts.locks, toLockSubject(facts), now);
    if (lock) {
      return { allowed: false, code: 'Locked', message: describeLock(lock) };
    }
    const given = decider.decide(facts);
    const decision = version === undefined ? given : decideVersions(given);
    if (!decision.allowed && standing.incomplete) {
      throw new AzureBlobError(
        'CatalogUnavailable',
        'Your grants cannot be looked up right now, so access cannot be decided. Try again in a moment.',
      );
    }
    return decision;
  }
}
