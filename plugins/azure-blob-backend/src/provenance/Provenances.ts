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
import { pipeline } from 'node:stream/promises';
import {
  AzureBlobAttestation,
  AzureBlobDetails,
  AzureBlobProvenance,
} from 'backstage-plugin-azure-blob-common';
import { LRUCache } from 'lru-cache';
import { AccessSession } from '../access';
import { FoundBundle, readBundles } from './readBundles';
import { TrustedRoots } from './TrustedRoots';
import { Subject, verifyBundle } from './verifyBundle';

const MAX_SIZE = 2 * 2 ** 30;
const MAX_DIGESTS = 1_000;

/** What is asked for. */
export interface ProvenanceRequest {
  session: AccessSession;
  path: string;
  /** `version:<id>` or `snapshot:<time>`; the current one by default. */
  version?: string;
  signal: AbortSignal;
}

/** Tells whether the attestations beside an artifact hold. */
export class Provenances {
  readonly #roots: TrustedRoots;
  /** The bytes that belong to an entity tag do not change. */
  readonly #digests = new LRUCache<string, string>({ max: MAX_DIGESTS });

  private constructor(roots: TrustedRoots) {
    this.#roots = roots;
  }

  static create(options: { roots: TrustedRoots }): Provenances {
    return new Provenances(options.roots);
  }

  /** Reads all of the artifact, where there is anything to hold it against. */
  async describe(request: ProvenanceRequest): Promise<AzureBlobProvenance> {
    const { session, path, version, signal } = request;
    const details = await session.blobs.getDetails(path, {
      readable: true,
      version,
      signal,
    });
    const bundles = await readBundles(request);
    if (bundles.length === 0) {
      return { state: 'none', attestations: [] };
    }
    if (details.size > MAX_SIZE) {
      return { state: 'tooLarge', attestations: [] };
    }
    const sha256 = await this.#hash(request, details);
    const attestations = this.#verify(bundles, { name: details.name, sha256 });
    if (attestations.length === 0) {
      return { state: 'none', sha256, attestations };
    }
    const isVerified = attestations.some(({ state }) => state === 'verified');
    return { state: isVerified ? 'verified' : 'failed', sha256, attestations };
  }

  #verify(bundles: FoundBundle[], subject: Subject): AzureBlobAttestation[] {
    const { verifiers } = this.#roots;
    return bundles.flatMap(({ path, json, problem, isShared }) => {
      if (problem !== undefined) {
        return [{ path, state: 'failed' as const, problem }];
      }
      const { isForeign, ...result } = verifyBundle(json, subject, verifiers);
      return isForeign && isShared ? [] : [{ path, ...result }];
    });
  }

  async #hash(
    { session, path, version, signal }: ProvenanceRequest,
    { etag }: AzureBlobDetails,
  ): Promise<string> {
    const { account, container, prefix } = session.scope;
    const key = JSON.stringify([
      ...[account.name, container, prefix + path],
      ...[version, etag],
    ]);
    const known = this.#digests.get(key);
    if (known) {
      return known;
    }
    const { stream } = await session.blobs.read(path, {
      ifMatch: etag,
      version,
      signal,
    });
    const hash = createHash('sha256');
    await pipeline(stream, hash, { signal });
    const sha256 = hash.digest('hex');
    this.#digests.set(key, sha256);
    return sha256;
  }
}
