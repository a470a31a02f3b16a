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
  AzureBlobAssertion,
  AzureBlobError,
} from 'backstage-plugin-azure-blob-node';
import { AccessAdmission, Admission, Ruling } from './AccessAdmission';
import { AccessJudge, Standing } from './AccessJudge';
import { createAccessSubject } from './auditRecords';
import { WatchedAccess } from './SessionWatch';
import { Scope } from '../types';
import { AccessRequest, Caller } from './types';

// What is known can be 30 seconds old when it is asked for, and is looked at
// once a second: nobody goes by anything that is older than a minute.
const REFRESH_AFTER_MS = 20_000;
const END_AFTER_MS = 28_000;

/** Options of {@link OpenAccess.create}. */
export interface OpenAccessOptions {
  admission: AccessAdmission;
  judge: AccessJudge;
  caller: Caller;
  request: AccessRequest;
  admitted: Admission;
  /** Tolerated difference of clocks, in seconds. */
  clockToleranceSeconds: number;
}

/** One access while it is used, which what is found out later can end. */
export class OpenAccess implements WatchedAccess {
  readonly #options: OpenAccessOptions;
  readonly #scope: Scope;
  #standing: Standing;
  #askedAt: number;
  #refusal?: unknown;
  #refreshing = false;

  private constructor(options: OpenAccessOptions) {
    this.#options = options;
    this.#scope = options.admitted.scope;
    this.#standing = options.admitted.standing;
    this.#askedAt = options.admitted.askedAt;
  }

  static create(options: OpenAccessOptions): OpenAccess {
    return new OpenAccess(options);
  }

  check(): void {
    const { judge, request, admitted } = this.#options;
    if (this.#refusal !== undefined) {
      throw this.#refusal;
    }
    this.#assertSignedIn(admitted.assertion);
    const decision = judge.decide(this.#standing, request);
    if (!decision.allowed) {
      throw new AzureBlobError(decision.code, decision.message);
    }
    const age = performance.now() - this.#askedAt;
    if (age >= END_AFTER_MS) {
      throw new AzureBlobError(
        'CatalogUnavailable',
        'The portal cannot tell any more whether this access is allowed. Try again in a moment.',
      );
    }
    if (age >= REFRESH_AFTER_MS && !this.#refreshing) {
      this.#refresh();
    }
  }

  #assertSignedIn(assertion: AzureBlobAssertion | undefined): void {
    const { clockToleranceSeconds } = this.#options;
    const end = assertion?.expiresAt.getTime();
    if (end !== undefined && end + clockToleranceSeconds * 1_000 < Date.now()) {
      throw new AzureBlobError(
        'TokenExpired',
        'The Entra ID token has expired. Sign in to Microsoft again.',
      );
    }
  }

  /** A refusal is for the next check; no answer at all is for a later one. */
  async #refresh(): Promise<void> {
    const { admission, caller, request } = this.#options;
    this.#refreshing = true;
    try {
      const ruling = await admission.rule(
        caller,
        { ...request, onStep: undefined },
        createAccessSubject(caller, request),
      );
      this.#assertSameScope(ruling);
      this.#standing = ruling.standing;
      this.#askedAt = ruling.askedAt;
    } catch (error) {
      if (!isOutage(error)) {
        this.#refusal = error;
      }
    } finally {
      this.#refreshing = false;
    }
  }

  /** An entity may by now be somebody else's, or select another location. */
  #assertSameScope({ scope }: Ruling): void {
    if (
      scope.account !== this.#scope.account ||
      scope.container !== this.#scope.container ||
      scope.prefix !== this.#scope.prefix
    ) {
      throw new AzureBlobError(
        'LocationNotAllowed',
        'The entity has another place in storage by now. Start again.',
      );
    }
  }
}

function isOutage(error: unknown): boolean {
  return error instanceof AzureBlobError && error.statusCode >= 500;
}
