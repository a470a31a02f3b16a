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

import { createHash, Hash } from 'node:crypto';
import { PlannedFile, ZipPlan } from './planZip';

const MANIFEST = 'MANIFEST.json';
const SUMS = 'SHA256SUMS';

/** What the zip itself adds. */
export const RESERVED_NAMES = [MANIFEST, SUMS];

const FILES_AT_ONCE = 500;
/** As long as any other: how long it all gets is known before the digests are. */
const NO_DIGEST = '0'.repeat(64);

/** Options of {@link ZipManifest.create}. */
export interface ZipManifestOptions {
  entityRef: string;
  location: string;
  plan: ZipPlan;
  createdAt: Date;
}

/** Two files at the end of a zip that say what it holds. */
export class ZipManifest {
  readonly #options: ZipManifestOptions;
  readonly #digests = new Map<string, string>();
  readonly #sums: Hash = createHash('sha256');

  private constructor(options: ZipManifestOptions) {
    this.#options = options;
  }

  static create(options: ZipManifestOptions): ZipManifest {
    return new ZipManifest(options);
  }

  /** In lower-case hex. */
  setDigest({ path }: PlannedFile, sha256: string): void {
    this.#digests.set(path, sha256);
  }

  /** Of the list of digests: stands for each byte of each file. */
  digest(): string {
    return this.#sums.copy().digest('hex');
  }

  /** To be put in after all others. */
  toMembers() {
    const { createdAt: modified } = this.#options;
    const zero = () => NO_DIGEST;
    const known = (file: PlannedFile) => {
      const digest = this.#digests.get(file.path);
      if (digest === undefined) {
        throw new Error('A file of a zip has not been read to its end');
      }
      return digest;
    };
    return [
      {
        name: SUMS,
        modified,
        size: measure(this.#toSums(zero)),
        open: async () =>
          watch(this.#toSums(known), chunk => this.#sums.update(chunk)),
      },
      {
        name: MANIFEST,
        modified,
        size: measure(this.#toJson(zero)),
        open: async () => watch(this.#toJson(known), () => {}),
      },
    ];
  }

  *#toSums(toDigest: (file: PlannedFile) => string) {
    yield* inChunks(
      this.#options.plan.files,
      file => `${toDigest(file)}  ${file.name}\n`,
    );
  }

  *#toJson(toDigest: (file: PlannedFile) => string) {
    const { entityRef, location, plan, createdAt } = this.#options;
    const { folder, files, skipped } = plan;
    const about = { entityRef, location, folder, createdAt };
    yield Buffer.from(`${JSON.stringify(about).slice(0, -1)},\n"files":[\n`);
    const last = files.at(-1);
    yield* inChunks(files, file => {
      const { name, path, size, etag, lastModified } = file;
      const sha256 = toDigest(file);
      const row = { name, path, size, sha256, etag, lastModified };
      return `${JSON.stringify(row)}${file === last ? '' : ','}\n`;
    });
    yield Buffer.from(`],\n"skipped":${JSON.stringify(skipped)}}\n`);
  }
}

function* inChunks(
  files: PlannedFile[],
  toText: (file: PlannedFile) => string,
): Generator<Buffer, void> {
  for (let at = 0; at < files.length; at += FILES_AT_ONCE) {
    const rows = files.slice(at, at + FILES_AT_ONCE).map(toText);
    yield Buffer.from(rows.join(''));
  }
}

function measure(chunks: Iterable<Buffer>): number {
  let size = 0;
  for (const chunk of chunks) {
    size += chunk.length;
  }
  return size;
}

async function* watch(
  chunks: Iterable<Buffer>,
  onChunk: (chunk: Buffer) => void,
): AsyncGenerator<Buffer, void> {
  for (const chunk of chunks) {
    onChunk(chunk);
    yield chunk;
  }
}
