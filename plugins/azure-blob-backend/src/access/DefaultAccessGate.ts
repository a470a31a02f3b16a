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

import { TokenCredential } from '@azure/identity';
import {
  AzureBlobAccess,
  AzureBlobLock,
} from 'backstage-plugin-azure-blob-common';
import {
  AzureBlobAccessDecider,
  AzureBlobTokenExchange,
} from 'backstage-plugin-azure-blob-node';
import { AuditLog, recordRefusal, toOutcome } from '../audit';
import { ExchangedTokenCredential } from '../identity';
import { KeyRing } from '../keys';
import {
  BlobStore,
  CursorCodec,
  ScopedBlobStore,
  UserDelegationKeys,
} from '../storage';
import { AccountConfig, AzureBlobConfig, Scope } from '../types';
import {
  AccessAdmission,
  AccessAdmissionOptions,
  Admission,
} from './AccessAdmission';
import { AccessDescriber } from './AccessDescriber';
import { AccessJudge } from './AccessJudge';
import { createAccessSubject, toFinalOutcome } from './auditRecords';
import { GrantSources } from './grants/GrantSources';
import { Membership } from './Membership';
import { OpenAccess } from './OpenAccess';
import { PortalFacts, PortalFactsOptions } from './PortalFacts';
import { SessionWatch } from './SessionWatch';
import { Snapshots } from './Snapshots';
import { AccessGate, AccessRequest, AccessSession, Caller } from './types';

/** Options of {@link DefaultAccessGate.create}. */
export interface DefaultAccessGateOptions
  extends PortalFactsOptions,
    Pick<
      AccessAdmissionOptions,
      'identityBinding' | 'locations' | 'scopeBindings' | 'verifier'
    > {
  audit: AuditLog;
  config: Pick<AzureBlobConfig, 'identity' | 'locations'>;
  decider: AzureBlobAccessDecider;
  exchange: AzureBlobTokenExchange;
  /** For accounts that are read as the portal itself. */
  applicationCredentials: { get(account: AccountConfig): TokenCredential };
  grants: GrantSources;
  keys: KeyRing;
  locks: { list(): AzureBlobLock[] };
  membership: Membership;
  /** A {@link ScopedBlobStore} by default. */
  createBlobStore?(scope: Scope, credential: TokenCredential): BlobStore;
}

/** Lets those in whom the catalog and Azure both let read, on record. */
export class DefaultAccessGate implements AccessGate {
  readonly #options: DefaultAccessGateOptions;
  readonly #admission: AccessAdmission;
  readonly #describer: AccessDescriber;
  readonly #judge: AccessJudge;
  readonly #delegationKeys = UserDelegationKeys.create();
  readonly #sessions = SessionWatch.create();

  private constructor(options: DefaultAccessGateOptions) {
    const portal = PortalFacts.create(options);
    const snapshots = Snapshots.create({ ...options, portal });
    const judge = AccessJudge.create(options);
    this.#options = options;
    this.#judge = judge;
    this.#describer = AccessDescriber.create({
      judge,
      portal,
      snapshots,
      locations: options.locations,
    });
    this.#admission = AccessAdmission.create({
      ...options,
      judge,
      snapshots,
      locationConfigs: options.config.locations,
    });
  }

  static create(options: DefaultAccessGateOptions): DefaultAccessGate {
    return new DefaultAccessGate(options);
  }

  async enter(caller: Caller, request: AccessRequest): Promise<AccessSession> {
    const { audit } = this.#options;
    const subject = createAccessSubject(caller, request);
    const admitted = await recordRefusal(audit, subject, () =>
      this.#admission.admit(caller, request, subject),
    );
    const access = OpenAccess.create({
      admission: this.#admission,
      judge: this.#judge,
      caller,
      request,
      admitted,
      clockToleranceSeconds:
        this.#options.config.identity.clockToleranceSeconds,
    });
    request.onStep?.('audit');
    const intent = await audit.begin(subject);
    const cursors = CursorCodec.create({
      keys: this.#options.keys,
      userRef: subject.actorRef,
      scope: admitted.scope,
    });
    let blobs: BlobStore;
    try {
      request.onStep?.('exchange');
      blobs = await this.#openStore(admitted, cursors);
      // Much can have happened since it was decided
      access.check();
    } catch (error) {
      await audit.end(intent, toOutcome(error));
      throw error;
    }

    const signal = this.#sessions.watch(access);
    const { assertion, decision, scope } = admitted;
    let completion: Promise<void> | undefined;
    return {
      decision,
      scope,
      blobs,
      cursors,
      signal,
      auditId: intent.id,
      until: getEarliest(assertion?.expiresAt, decision.until),
      complete: outcome => {
        this.#sessions.unwatch(access);
        completion ??= audit.end(intent, toFinalOutcome(outcome, signal));
        return completion;
      },
    };
  }

  describe(caller: Caller, entityRef: string): Promise<AzureBlobAccess> {
    return this.#describer.describe(caller, entityRef);
  }

  async #openStore(
    { assertion, scope }: Admission,
    cursors: CursorCodec,
  ): Promise<BlobStore> {
    const { createBlobStore } = this.#options;
    const credential = await this.#getCredential(scope, assertion);
    return (
      createBlobStore?.(scope, credential) ??
      ScopedBlobStore.create({
        scope,
        credential,
        cursors,
        userOid: assertion?.oid,
        delegationKeys: this.#delegationKeys,
      })
    );
  }

  /** One or the other, as the account says, and never one for the other. */
  async #getCredential(
    { account }: Scope,
    assertion: Admission['assertion'],
  ): Promise<TokenCredential> {
    const { applicationCredentials, exchange } = this.#options;
    if (account.identity === 'application') {
      return applicationCredentials.get(account);
    }
    if (!assertion) {
      throw new Error('Somebody was let in who has not proved who she is.');
    }
    return ExchangedTokenCredential.create({ exchange, assertion });
  }
}

function getEarliest(...dates: (Date | undefined)[]): Date | undefined {
  const times = dates
    .filter(date => date !== undefined)
    .map(date => date.getTime());
  return times.length > 0 ? new Date(Math.min(...times)) : undefined;
}
