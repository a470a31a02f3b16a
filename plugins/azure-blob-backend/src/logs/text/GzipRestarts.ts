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

import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** How much of the text before it the unpacking of a text may refer to. */
export const WINDOW_BYTES = 32 * 1024;
/** Bytes of text between two restarts, until there are too many of them. */
const SPACING = 8 * 1024 * 1024;
const MAX_RESTARTS = 128;

/** A place in a compressed log that its text can be unpacked from. */
export interface GzipRestart {
  /** The byte of text that begins there. */
  textOffset: number;
  /** The first byte of the blob that has not been used up. */
  blobOffset: number;
  /** How many bits of the byte before it have not been, either. */
  bits: number;
  /** Of the text before it; undefined where a member of the file begins. */
  window?: Buffer;
  /** The checksum of the text that its member has before it. */
  checksum: number;
}

/** Where every compressed log can be unpacked from. */
export const GZIP_START: GzipRestart = {
  textOffset: 0,
  blobOffset: 0,
  bits: 0,
  checksum: 0,
};

/** The first byte of the blob that has to be read from there on. */
export function firstByte({ blobOffset, bits }: GzipRestart): number {
  return bits > 0 ? blobOffset - 1 : blobOffset;
}

/**
 * The restarts of one compressed log. Their number has a bound: at the most
 * there may be, every second one is dropped, and the distance doubles.
 */
export class GzipRestarts {
  #restarts: GzipRestart[] = [GZIP_START];
  #spacing: number;
  readonly #max: number;

  constructor(options: { spacing?: number; max?: number } = {}) {
    this.#spacing = options.spacing ?? SPACING;
    this.#max = options.max ?? MAX_RESTARTS;
  }

  static restore(bytes: Buffer): GzipRestarts {
    const { spacing, restarts } = JSON.parse(bytes.toString());
    const result = new GzipRestarts({ spacing });
    result.#restarts = restarts.map(
      ({
        window,
        ...rest
      }: Omit<GzipRestart, 'window'> & { window?: string }) =>
        window === undefined
          ? rest
          : { ...rest, window: Buffer.from(window, 'base64') },
    );
    return result;
  }

  serialize(): Buffer {
    const restarts = this.#restarts.map(({ window, ...rest }) => ({
      ...rest,
      window: window?.toString('base64'),
    }));
    return Buffer.from(JSON.stringify({ spacing: this.#spacing, restarts }));
  }

  get count(): number {
    return this.#restarts.length;
  }

  /** The memory that the restarts of a text of so many bytes may take. */
  static estimateBytes(textBytes: number): number {
    return (
      Math.min(MAX_RESTARTS, 1 + Math.ceil(textBytes / SPACING)) * WINDOW_BYTES
    );
  }

  /** Whether the text has come far enough for another one. */
  isDue(textOffset: number): boolean {
    return textOffset >= this.#last.textOffset + this.#spacing;
  }

  add(restart: GzipRestart): void {
    const { window } = restart;
    this.#restarts.push({
      ...restart,
      window: window && deflateRawSync(window, { level: 1 }),
    });
    if (this.#restarts.length >= this.#max) {
      this.#restarts = this.#restarts.filter((_, i) => i % 2 === 0);
      this.#spacing *= 2;
    }
  }

  /** The last one at or before a byte of text. */
  find(textOffset: number): GzipRestart {
    const found =
      this.#restarts.findLast(restart => restart.textOffset <= textOffset) ??
      GZIP_START;
    const { window } = found;
    return { ...found, window: window && inflateRawSync(window) };
  }

  /** The first byte of the blob that no text before `textOffset` needs. */
  findEnd(textOffset: number): number | undefined {
    return this.#restarts.find(restart => restart.textOffset >= textOffset)
      ?.blobOffset;
  }

  get #last(): GzipRestart {
    return this.#restarts[this.#restarts.length - 1];
  }
}
