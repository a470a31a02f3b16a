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

import { createHash } from 'node:crypto';
import { AzureBlobAssertion } from 'backstage-plugin-azure-blob-node';
import { LRUCache } from 'lru-cache';
import { AssertionVerifier } from './types';

const MAX_ENTRIES = 5_000;
const MAX_AGE_MS = 60_000;

/**
 * Remembers, in the memory of this process only, that a token was found to be
 * good. A refusal is not remembered.
 */
export class CachedAssertionVerifier implements AssertionVerifier {
  readonly #verifier: AssertionVerifier;
  /** By the hash of the token, which itself is not kept. */
  readonly #verified: LRUCache<string, Omit<AzureBlobAssertion, 'token'>>;

  private constructor(verifier: AssertionVerifier, maxEntries: number) {
    this.#verifier = verifier;
    this.#verified = new LRUCache({
      max: maxEntries,
      ttl: MAX_AGE_MS,
      perf: Date,
    });
  }

  static create(options: {
    verifier: AssertionVerifier;
    maxEntries?: number;
  }): CachedAssertionVerifier {
    const { verifier, maxEntries = MAX_ENTRIES } = options;
    return new CachedAssertionVerifier(verifier, maxEntries);
  }

  async verify(token: string): Promise<AzureBlobAssertion> {
    const key = createHash('sha256').update(token).digest('base64url');
    const known = this.#verified.get(key);
    if (known && known.expiresAt.getTime() > Date.now()) {
      return { token, ...known };
    }
    const assertion = await this.#verifier.verify(token);
    const { token: _token, ...verified } = assertion;
    this.#verified.set(key, verified);
    return assertion;
  }
}
