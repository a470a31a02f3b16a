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
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  AzureBlobAccess,
  AzureBlobLocationContent,
} from 'backstage-plugin-azure-blob-common';
import {
  AzureBlobAccessDecision,
  AzureBlobAccessFacts,
  AzureBlobAssertion,
  AzureBlobError,
  AzureBlobTokenExchange,
} from 'backstage-plugin-azure-blob-node';
import { AuditIntent } from '../audit';
import { ExchangedTokenCredential } from '../identity';
import { BlobStore, ScopedBlobStore } from '../storage';
import { Scope } from '../types';
import {
  AccessAdmission,
  AccessAdmissionOptions,
  permissionDenied,
} from './AccessAdmission';
import { createAuditSubject, toFailedOutcome } from './auditRecords';
import { describeAccess } from './describeAccess';
import { getOwnerRefs } from './entityRefs';
import { PortalFacts, PortalFactsOptions } from './PortalFacts';
import { AccessGate, AccessRequest, AccessSession, Caller } from './types';

/** What a {@link DefaultAccessGate} is made of. */
export interface DefaultAccessGateOptions
  extends PortalFactsOptions,
    AccessAdmissionOptions {
  exchange: AzureBlobTokenExchange;
  /** A {@link ScopedBlobStore} by default. */
  createBlobStore?(scope: Scope, credential: TokenCredential): BlobStore;
}

/** The gate as the design draws it. */
export class DefaultAccessGate implements AccessGate {
  readonly #options: DefaultAccessGateOptions;
  readonly #portal: PortalFacts;
  readonly #admission: AccessAdmission;

  private constructor(options: DefaultAccessGateOptions) {
    this.#options = options;
    this.#portal = PortalFacts.create(options);
    this.#admission = AccessAdmission.create(options, this.#portal);
  }

  static create(options: DefaultAccessGateOptions): DefaultAccessGate {
    return new DefaultAccessGate(options);
  }

  async enter(caller: Caller, request: AccessRequest): Promise<AccessSession> {
    const { audit } = this.#options;
    const subject = createAuditSubject(caller, request);
    const { assertion, decision, scope } = await this.#admission.admit(
      caller,
      request,
      subject,
    );
    const intent = await audit.begin(subject);
    const blobs = await this.#openStore(intent, assertion, scope);

    let completion: Promise<void> | undefined;
    return {
      decision,
      scope,
      blobs,
      complete: outcome => (completion ??= audit.end(intent, outcome)),
    };
  }

  async describe(caller: Caller, entityRef: string): Promise<AzureBlobAccess> {
    const { credentials } = caller;
    const visible = await this.#portal.getVisibleEntity(entityRef, credentials);
    const ref = stringifyEntityRef(visible);
    const contents = await this.#portal.getPermittedContents(
      ref,
      ['artifacts', 'logs'],
      credentials,
    );
    const facts = await this.#portal.getAccessFacts(ref, credentials);
    const owners = await this.#portal.getEntities(
      getOwnerRefs(facts.entity),
      credentials,
    );
    return describeAccess({ facts, owners, ...this.#judge(facts, contents) });
  }

  /** A wrong annotation is told to those whom it shuts out, and to no others. */
  #judge(facts: AzureBlobAccessFacts, contents: AzureBlobLocationContent[]) {
    if (contents.length === 0) {
      return { decision: refuse(permissionDenied()), locations: [] };
    }
    const decision = this.#options.decider.decide(facts);
    if (!decision.allowed) {
      return { decision, locations: [] };
    }
    try {
      const locations = this.#options.locations
        .list(facts.entity)
        .filter(({ content }) => contents.includes(content));
      return { decision, locations };
    } catch (error) {
      if (error instanceof AzureBlobError) {
        return { decision: refuse(error), locations: [] };
      }
      throw error;
    }
  }

  async #openStore(
    intent: AuditIntent,
    assertion: AzureBlobAssertion,
    scope: Scope,
  ): Promise<BlobStore> {
    const { audit, exchange } = this.#options;
    try {
      const credential = await ExchangedTokenCredential.create({
        exchange,
        assertion,
      });
      return (
        this.#options.createBlobStore?.(scope, credential) ??
        ScopedBlobStore.create({ scope, credential })
      );
    } catch (error) {
      await audit.end(intent, toFailedOutcome(error));
      throw error;
    }
  }
}

function refuse({ code, message }: AzureBlobError): AzureBlobAccessDecision {
  return { allowed: false, code, message };
}
