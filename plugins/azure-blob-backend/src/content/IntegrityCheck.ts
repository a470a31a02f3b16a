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
import { Transform, TransformCallback } from 'node:stream';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { quote } from '../config/quote';

/** What was recorded of the bytes of a blob when it was published. */
export interface RecordedChecksums {
  /** Lower-case hex, as the publisher wrote it down. */
  sha256?: string;
  /** Base64, as storage keeps it. */
  contentMd5?: string;
}

/** Options of {@link IntegrityCheck.create}. */
export interface IntegrityCheckOptions {
  /** For the message. */
  path: string;
  /** How many bytes there have to be. */
  length: number;
  /** Only the length counts where it is left out. */
  recorded?: RecordedChecksums;
  /** Works the SHA-256 out, whatever was recorded. */
  withSha256?: boolean;
  /** How much of it may wait to be read, in bytes. */
  bufferSize?: number;
  /** Told of the bytes that have passed. */
  onBytes?(count: number): void;
}

interface Expectation {
  hash: Hash;
  digest: Buffer;
}

/**
 * Passes the bytes of a blob on, and keeps the last of them back until all are
 * known to be those that were published: what is wrong never has a clean end.
 */
export class IntegrityCheck extends Transform {
  readonly #options: IntegrityCheckOptions;
  readonly #sha256?: Hash;
  readonly #expected?: Expectation;
  #held?: Buffer;
  #received = 0;
  #passed = 0;
  #digest?: string;

  private constructor(options: IntegrityCheckOptions) {
    super({ readableHighWaterMark: options.bufferSize });
    this.#options = options;
    this.#expected = toExpectation(options.recorded);
    if (options.withSha256) {
      const isExpected = this.#expected?.digest.length === 32;
      this.#sha256 = isExpected ? this.#expected?.hash : createHash('sha256');
    }
  }

  static create(options: IntegrityCheckOptions): IntegrityCheck {
    return new IntegrityCheck(options);
  }

  /** The bytes that have passed. */
  get passed(): number {
    return this.#passed;
  }

  /** In lower-case hex, after the end and where it was asked for. */
  get sha256(): string | undefined {
    return this.#digest;
  }

  override _transform(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: TransformCallback,
  ): void {
    this.#received += chunk.length;
    this.#sha256?.update(chunk);
    if (this.#expected && this.#expected.hash !== this.#sha256) {
      this.#expected.hash.update(chunk);
    }
    this.#release();
    this.#held = chunk;
    done();
  }

  override _flush(done: TransformCallback): void {
    const { path, length } = this.#options;
    if (this.#received !== length) {
      done(
        new AzureBlobError(
          'StorageUnavailable',
          `${quote(path)} ended early: storage did not send all of it.`,
        ),
      );
      return;
    }
    const actual = this.#expected?.hash.digest();
    if (actual && !this.#expected?.digest.equals(actual)) {
      done(integrityFailed(path));
      return;
    }
    const isExpected = this.#sha256 === this.#expected?.hash;
    this.#digest = (isExpected ? actual : this.#sha256?.digest())?.toString(
      'hex',
    );
    this.#release();
    done();
  }

  #release(): void {
    if (this.#held) {
      this.#passed += this.#held.length;
      this.#options.onBytes?.(this.#held.length);
      this.push(this.#held);
      this.#held = undefined;
    }
  }
}

/**
 * The SHA-256 where there is one, else the MD5 that storage keeps. What is not
 * a digest at all promises nothing.
 */
function toExpectation(recorded?: RecordedChecksums): Expectation | undefined {
  const { sha256, contentMd5 } = recorded ?? {};
  if (sha256 !== undefined && /^[0-9a-f]{64}$/.test(sha256)) {
    return { hash: createHash('sha256'), digest: Buffer.from(sha256, 'hex') };
  }
  if (contentMd5 !== undefined && /^[A-Za-z0-9+/]{22}==$/.test(contentMd5)) {
    return {
      hash: createHash('md5'),
      digest: Buffer.from(contentMd5, 'base64'),
    };
  }
  return undefined;
}

function integrityFailed(path: string): AzureBlobError {
  return new AzureBlobError(
    'IntegrityFailed',
    `The bytes of ${quote(
      path,
    )} are not those that were published: their checksum is another. Do not use what has come of it.`,
  );
}
