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
  AssertionOverrides,
  LocalAzure,
  startLocalAzure,
  trustLocalAuthority,
  world,
} from 'local-azure';
import { IdentityConfig } from '../../types';
import { JwksAssertionVerifier } from '../JwksAssertionVerifier';

/** The identity part of the demo world's app-config. */
export function createIdentityConfig(
  azure: LocalAzure,
  overrides: Partial<IdentityConfig> = {},
): IdentityConfig {
  return {
    tenantId: azure.tenantId,
    clientId: world.apiApp.clientId,
    authorityHost: azure.entra.origin,
    credential: { type: 'secret', clientSecret: world.apiApp.clientSecret },
    clockToleranceSeconds: 60,
    portalClientIds: [world.portalApp.clientId],
    allowGuests: false,
    ...overrides,
  };
}

/** A tenant that issues whatever is asked for, and a verifier that should not accept it. */
export class VerifierWorld {
  readonly azure: LocalAzure;
  readonly config: IdentityConfig;
  readonly verifier: JwksAssertionVerifier;

  static async create(): Promise<VerifierWorld> {
    const azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
    return new VerifierWorld(azure);
  }

  private constructor(azure: LocalAzure) {
    this.azure = azure;
    this.config = createIdentityConfig(azure);
    this.verifier = this.createVerifier();
  }

  createVerifier(overrides: Partial<IdentityConfig> = {}) {
    const config = { ...this.config, ...overrides };
    return JwksAssertionVerifier.create({ config });
  }

  issue(overrides?: AssertionOverrides): Promise<string> {
    return this.azure.entra.issueAssertion('alice', overrides);
  }

  /** What is thrown at a token of hers, or nothing. */
  async getRefusal(overrides: AssertionOverrides) {
    const token = await this.issue(overrides);
    return this.verifier.verify(token).then(
      () => undefined,
      ({ code, statusCode, reason, message }) => ({
        code,
        statusCode,
        reason,
        message,
      }),
    );
  }
}

/** What {@link VerifierWorld.getRefusal} should give. */
export function invalid(reason: string, message: RegExp) {
  return {
    code: 'AssertionInvalid',
    statusCode: 401,
    reason,
    message: expect.stringMatching(message),
  };
}
