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
  AzureBlobAccessDecision,
  AzureBlobAssertion,
  AzureBlobError,
} from 'backstage-plugin-azure-blob-node';
import { AuditSubject } from '../audit';
import { quote } from '../config/quote';
import { AssertionVerifier, IdentityBinding } from '../identity';
import { assertBlobPath } from '../storage';
import { LocationConfig, Scope } from '../types';
import { AccessJudge, Standing } from './AccessJudge';
import { getOwnerRefs } from './entityRefs';
import { Snapshots, unwrap } from './Snapshots';
import { AccessRequest, Caller } from './types';

type Allowed = AzureBlobAccessDecision & { allowed: true };

/** Options of {@link AccessAdmission.create}. */
export interface AccessAdmissionOptions {
  /** Tells whether the users of the two sides are one person. */
  identityBinding: IdentityBinding;
  judge: AccessJudge;
  /** The locations of the app-config, whatever an entity selects of them. */
  locationConfigs: LocationConfig[];
  locations: {
    list(entity: Entity): LocationConfig[];
    resolve(entity: Entity, id: string): Scope;
  };
  /** Tells of scopes that were taken over from another entity. */
  scopeBindings: {
    /**
     * @throws `AzureBlobError` with `ScopeHeld` or `AuditUnavailable`.
     */
    check(options: {
      entity: Entity;
      scope: Scope;
      subject: AuditSubject;
    }): Promise<void>;
  };
  snapshots: Snapshots;
  verifier: AssertionVerifier;
}

/** What a decision was made of, and what it came to. */
export interface Ruling {
  standing: Standing;
  decision: Allowed;
  scope: Scope;
  /**
   * By `performance.now()`: what it was made of was at most 30 seconds old
   * then.
   */
  askedAt: number;
}

/** A ruling for somebody who has proved who she is. */
export interface Admission extends Ruling {
  /** Absent where storage is read as the portal itself. */
  assertion?: AzureBlobAssertion;
}

/** Takes the steps of the gate that come before anything is put on record. */
export class AccessAdmission {
  readonly #options: AccessAdmissionOptions;

  private constructor(options: AccessAdmissionOptions) {
    this.#options = options;
  }

  static create(options: AccessAdmissionOptions): AccessAdmission {
    return new AccessAdmission(options);
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
    const usual = request.action === 'list' ? 'folder' : 'file';
    assertBlobPath(request.path, { kind: request.kind ?? usual });
    request.onStep?.('signIn');
    subject.authMode = this.#getIdentityMode(request);
    // There the rules of the portal are the only ones, and need no token
    const assertion =
      subject.authMode === 'application'
        ? undefined
        : await this.#identify(caller, request, subject);
    return { assertion, ...(await this.rule(caller, request, subject)) };
  }

  /** Decides by what is known now, without asking again who the caller is. */
  async rule(
    caller: Caller,
    request: AccessRequest,
    subject: AuditSubject,
  ): Promise<Ruling> {
    const { judge, snapshots } = this.#options;
    const { credentials } = caller;
    const askedAt = performance.now();
    request.onStep?.('catalog');
    const snapshot = await snapshots.get(request.entityRef, credentials);
    noteEntity(subject, snapshot.visible);

    request.onStep?.('permission');
    const permitted = unwrap(snapshot.permitted);
    if (!permitted.includes(this.#getContent(request))) {
      throw permissionDenied();
    }

    request.onStep?.('role');
    const known = unwrap(snapshot.facts);
    noteEntity(subject, known.entity);
    const standing = await judge.getStanding(credentials, known);
    const decision = judge.decide(standing, request);
    if (!decision.allowed) {
      throw new AzureBlobError(decision.code, decision.message);
    }
    const { role, basis, through } = decision;
    Object.assign(subject, { role, basis, through });

    request.onStep?.('location');
    const scope = this.#resolveScope(known.entity, request, subject);
    await this.#checkHolder(known.entity, scope, request, subject);
    return { standing, decision, scope, askedAt };
  }

  async #identify(
    caller: Caller,
    request: AccessRequest,
    subject: AuditSubject,
  ): Promise<AzureBlobAssertion> {
    request.onStep?.('assertion');
    if (!caller.assertion) {
      throw new AzureBlobError(
        'AssertionMissing',
        'The request carries no Entra ID token. Sign in to Microsoft.',
      );
    }
    const assertion = await this.#options.verifier.verify(caller.assertion);
    subject.actorOid = assertion.oid;
    request.onStep?.('identity');
    await this.#options.identityBinding.check(assertion, subject.actorRef);
    return assertion;
  }

  /** A location that there is not is refused later, to those who get so far. */
  #findLocation({ location }: AccessRequest): LocationConfig | undefined {
    return this.#options.locationConfigs.find(({ id }) => id === location);
  }

  #getIdentityMode(request: AccessRequest) {
    return this.#findLocation(request)?.account.identity ?? 'onBehalfOf';
  }

  #getContent(request: AccessRequest) {
    return (
      request.content ?? this.#findLocation(request)?.content ?? 'artifacts'
    );
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
    if (scope.account.identity !== this.#getIdentityMode(request)) {
      throw new Error('A location has changed its account.');
    }
    subject.account = scope.account.name;
    subject.container = scope.container;
    subject.blob = `${scope.prefix}${request.path}`;
    return scope;
  }

  async #checkHolder(
    entity: Entity,
    scope: Scope,
    request: AccessRequest,
    subject: AuditSubject,
  ): Promise<void> {
    try {
      await this.#options.scopeBindings.check({ entity, scope, subject });
    } catch (error) {
      // A database that does not answer is no fault of the location
      if (
        error instanceof AzureBlobError &&
        error.code === 'AuditUnavailable'
      ) {
        request.onStep?.('audit');
      }
      throw error;
    }
  }
}

/** The refusal of the permission policy. */
export function permissionDenied(): AzureBlobError {
  return new AzureBlobError(
    'PermissionDenied',
    'The permission policy of the portal does not let you read this.',
  );
}

function noteEntity(subject: AuditSubject, entity: Entity): void {
  subject.entityRef = stringifyEntityRef(entity);
  subject.entityUid = entity.metadata.uid;
  subject.ownerRefs = getOwnerRefs(entity);
}
