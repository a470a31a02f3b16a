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

import { createTestSession } from '../../__testUtils__/createTestSession';
import { MemoryBlobStore } from '../../__testUtils__/MemoryBlobStore';
import { Provenances } from '../Provenances';
import { TrustedRoots } from '../TrustedRoots';
import { PREDICATE, REPOSITORY, sha256, SigningWorld } from './SigningWorld';

const BYTES = 'the bytes of the artifact';
export const DIGEST = sha256(BYTES);
export const PATH = 'run-2/app.tgz';
export const BESIDE = `${PATH}.sigstore.json`;

/** What the certificates of the world say. */
export const right = {
  state: 'verified',
  predicateType: PREDICATE,
  issuer: 'https://token.actions.githubusercontent.com',
  signer: `${REPOSITORY}/.github/workflows/build.yml@refs/heads/main`,
  repository: REPOSITORY,
  commit: '0123abc',
  ref: 'refs/heads/main',
  signedAt: expect.stringMatching(/^\d{4}-/),
};

/** A portal that trusts two authorities, and one that it does not. */
export class ProvenanceWorld {
  static async start(readRoots: (text: string) => Promise<TrustedRoots>) {
    const world = await SigningWorld.start();
    const company = await SigningWorld.start({ hasLogs: false });
    const stranger = await SigningWorld.start();
    const lines = [world.root, company.root].map(root => JSON.stringify(root));
    const roots = await readRoots(lines.join('\n'));
    return new ProvenanceWorld(world, company, stranger, roots);
  }

  private constructor(
    readonly world: SigningWorld,
    readonly company: SigningWorld,
    readonly stranger: SigningWorld,
    readonly roots: TrustedRoots,
  ) {}

  createStore(blobs: Record<string, unknown>) {
    const store = new MemoryBlobStore({ [PATH]: BYTES });
    for (const [path, content] of Object.entries(blobs)) {
      const text =
        typeof content === 'string' ? content : JSON.stringify(content);
      store.put(path, text);
    }
    return store;
  }

  async describe(
    store: MemoryBlobStore,
    options: { version?: string; provenances?: Provenances } = {},
  ) {
    const { version, provenances = Provenances.create(this) } = options;
    const result = await provenances.describe({
      session: createTestSession(store),
      path: PATH,
      version,
      signal: new AbortController().signal,
    });
    return JSON.parse(JSON.stringify(result));
  }
}
