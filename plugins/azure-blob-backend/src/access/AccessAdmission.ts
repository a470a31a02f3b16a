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
import {
  AzureBlobAccessDecider,
  AzureBlobAssertion,
  AzureBlobError,
} from 'backstage-plugin-azure-blob-node';
import { AuditLog, AuditSubject } from '../audit';
import { quote } from '../config/quote';
import { AssertionVerifier, IdentityBinding } from '../identity';
import { assertBlobPath } from '../storage';
import { LocationConfig, Scope } from '../types';
import { getOwnerRefs } from './entityRefs';
import { PortalFacts } from './PortalFacts';
import { AccessRequest, AccessSession, Caller } from './types';

/** What an {@link AccessAdmission} asks. */
export interface AccessAdmissionOptions {
  audit: AuditLog;
  binding: IdentityBinding;
  decider: AzureBlobAccessDecider;
  locations: {
    list(entity: Entity): LocationConfig[];
    resolve(entity: Entity, id: string): Scope;
  };
  verifier: AssertionVerifier;
}

/** What is settled before the intent is written. */
export interface Admission {
  assertion: AzureBlobAssertion;
  decision: AccessSession['decision'];
  scope: Scope;
}

/** The steps of the gate up to the intent; none of them has an effect elsewhere. */
export class AccessAdmission {
  readonly #options: AccessAdmissionOptions;
  readonly #portal: PortalFacts;

  private constructor(options: AccessAdmissionOptions, portal: PortalFacts) {
    this.#options = options;
    this.#portal = portal;
  }

  static create(
    options: AccessAdmissionOptions,
    portal: PortalFacts,
  ): AccessAdmission {
    return new AccessAdmission(options, portal);
  }

  /**
   * Fills in `subject` as it learns, so that a refusal is recorded with all
   * that was known of it.
   */
  async admit(
    caller: Caller,
    request: AccessRequest,
    subject: AuditSubject,
  ): Promise<Admission> {
    try {
      const kind = request.action === 'list' ? 'folder' : 'file';
      assertBlobPath(request.path, { kind });
      const assertion = await this.#identify(caller, subject);
      const entityRef = await this.#findEntity(caller, request, subject);
      const facts = await this.#portal.getAccessFacts(
        entityRef,
        caller.credentials,
      );
      subject.ownerRefs = getOwnerRefs(facts.entity);
      const decision = this.#options.decider.decide(facts);
      if (!decision.allowed) {
        throw new AzureBlobError(decision.code, decision.message);
      }
      const { role, basis, through } = decision;
      Object.assign(subject, { role, basis, through });
      const scope = this.#resolveScope(facts.entity, request, subject);
      return { assertion, decision, scope };
    } catch (error) {
      if (error instanceof AzureBlobError) {
        await this.#options.audit.deny(subject, error.code);
      }
      throw error;
    }
  }

  async #identify(
    caller: Caller,
    subject: AuditSubject,
  ): Promise<AzureBlobAssertion> {
    if (!caller.assertion) {
      throw new AzureBlobError(
        'AssertionMissing',
        'The request carries no Entra ID token. Sign in to Microsoft.',
      );
    }
    const assertion = await this.#options.verifier.verify(caller.assertion);
    subject.actorOid = assertion.oid;
    await this.#options.binding.check(assertion, subject.actorRef);
    return assertion;
  }

  /** Finds the entity as the user, and asks the permission policy about it. */
  async #findEntity(
    { credentials }: Caller,
    request: AccessRequest,
    subject: AuditSubject,
  ): Promise<string> {
    const entity = await this.#portal.getVisibleEntity(
      request.entityRef,
      credentials,
    );
    const entityRef = stringifyEntityRef(entity);
    subject.entityRef = entityRef;
    subject.entityUid = entity.metadata.uid;
    subject.ownerRefs = getOwnerRefs(entity);

    const content = this.#getContent(entity, request);
    const permitted = await this.#portal.getPermittedContents(
      entityRef,
      [content],
      credentials,
    );
    if (!permitted.includes(content)) {
      throw permissionDenied();
    }
    return entityRef;
  }

  /** A location that there is not, or of other content, is refused later. */
  #getContent(entity: Entity, request: AccessRequest) {
    if (request.content) {
      return request.content;
    }
    const location = this.#options.locations
      .list(entity)
      .find(({ id }) => id === request.location);
    return location?.content ?? 'artifacts';
  }

  #resolveScope(
    entity: Entity,
    request: AccessRequest,
    subject: AuditSubject,
  ): Scope {
    const scope = this.#options.locations.resolve(entity, request.location);
    if (request.content && request.content !== scope.location.content) {
      throw new AzureBlobError(
        'LocationNotAllowed',
        `The location ${quote(request.location)} does not hold ${
          request.content
        }.`,
      );
    }
    subject.account = scope.account.name;
    subject.container = scope.container;
    subject.blob = `${scope.prefix}${request.path}`;
    return scope;
  }
}

export function permissionDenied(): AzureBlobError {
  return new AzureBlobError(
    'PermissionDenied',
    'The permission policy of the portal does not let you read this.',
  );
}
