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

import { crc32 } from 'node:zlib';
import {
  Z_BLOCK,
  Z_BUF_ERROR,
  Z_NO_FLUSH,
  Z_OK,
  Z_STREAM_END,
  zlibInflate,
  zlibInflateInit2,
  zlibInflateSetDictionary,
  ZStream,
} from 'pako';
import { findHeaderEnd, isGzip, MAX_HEADER_BYTES } from './gzipHeader';
import { GzipRestart, GzipRestarts, WINDOW_BYTES } from './GzipRestarts';

const OUTPUT_BYTES = 64 * 1024;
const TRAILER_BYTES = 8;
const RAW_DEFLATE = -15;
/** As the lowest bits of `data_type` say it: how much is left of a byte. */
const UNUSED_BITS = 0b111;
const IN_LAST_BLOCK = 64;
const AT_BLOCK_END = 128;

/**
 * Unpacks the members of a gzip file, from its beginning or from a restart.
 * Node's own zlib does not tell where in a byte a block ends, which is all that
 * a restart takes.
 */
export class GzipDecoder {
  readonly #restarts?: GzipRestarts;
  readonly #stream = new ZStream();
  #state: 'header' | 'bits' | 'text' | 'trailer' | 'behind' | 'damaged' =
    'header';
  /** Bytes of a header or a trailer that are not all there yet. */
  #pending = Buffer.alloc(0);
  #blobOffset: number;
  /** That nothing has been written to. */
  #output: Uint8Array<ArrayBuffer> | undefined;
  #textOffset: number;
  #window: Buffer = Buffer.alloc(0);
  #checksum: number;

  /**
   * What is to be kept of restarts on the way goes into `restarts`. The first
   * byte to be added is the one that {@link firstByte} tells.
   */
  constructor(from: GzipRestart, restarts?: GzipRestarts) {
    this.#restarts = restarts;
    this.#blobOffset = from.blobOffset;
    this.#textOffset = from.textOffset;
    this.#checksum = from.checksum;
    if (from.window) {
      this.#beginText();
      this.#window = from.window;
      zlibInflateSetDictionary(this.#stream, from.window);
      if (from.bits > 0) {
        this.#stream.state.bits = from.bits;
        this.#state = 'bits';
      }
    }
  }

  /** Bytes of the blob that have been used up. */
  get blobOffset(): number {
    return this.#blobOffset;
  }

  /** Bytes of text that have come out. */
  get textOffset(): number {
    return this.#textOffset;
  }

  /** Whether nothing but the start of another member may follow. */
  get isComplete(): boolean {
    return (
      this.#state === 'behind' ||
      (this.#state === 'header' && this.#pending.length === 0)
    );
  }

  /** Whether what follows cannot be unpacked. */
  get isDamaged(): boolean {
    return this.#state === 'damaged';
  }

  /** Takes the next bytes of the blob, and yields the text that is in them. */
  *add(chunk: Buffer): Generator<Buffer, void> {
    let rest = chunk;
    while (rest.length > 0) {
      switch (this.#state) {
        case 'header':
          rest = this.#readHeader(rest);
          break;
        case 'bits':
          rest = this.#readBits(rest);
          break;
        case 'text':
          rest = yield* this.#readText(rest);
          break;
        case 'trailer':
          rest = this.#readTrailer(rest);
          break;
        default:
          return;
      }
    }
  }

  #readHeader(chunk: Buffer): Buffer {
    const known = this.#pending.length;
    const bytes = Buffer.concat([this.#pending, chunk]);
    if (!isGzip(bytes)) {
      // Padding, which archivers leave alone too, unless it is the beginning
      this.#state = this.#blobOffset > 0 ? 'behind' : 'damaged';
      return Buffer.alloc(0);
    }
    const end = findHeaderEnd(bytes);
    if (end === undefined) {
      this.#pending = bytes;
      this.#state = bytes.length > MAX_HEADER_BYTES ? 'damaged' : 'header';
      return Buffer.alloc(0);
    }
    this.#addRestart(this.#blobOffset);
    this.#pending = Buffer.alloc(0);
    this.#blobOffset += end;
    this.#checksum = 0;
    this.#window = Buffer.alloc(0);
    this.#beginText();
    return chunk.subarray(end - known);
  }

  /** What `inflatePrime` of zlib does, which this port of it leaves out. */
  #readBits(chunk: Buffer): Buffer {
    const { state } = this.#stream;
    state.hold = chunk[0] >> (8 - state.bits);
    this.#state = 'text';
    return chunk.subarray(1);
  }

  #beginText(): void {
    this.#state = 'text';
    zlibInflateInit2(this.#stream, RAW_DEFLATE);
  }

  *#readText(chunk: Buffer): Generator<Buffer, Buffer> {
    const stream = this.#stream;
    stream.input = chunk;
    stream.next_in = 0;
    stream.avail_in = chunk.length;
    while (this.#state === 'text') {
      const output = this.#output ?? new Uint8Array(OUTPUT_BYTES);
      stream.output = output;
      stream.next_out = 0;
      stream.avail_out = output.length;
      const before = stream.next_in;
      const isDue = this.#restarts?.isDue(this.#textOffset);
      const status = zlibInflate(stream, isDue ? Z_BLOCK : Z_NO_FLUSH);
      this.#blobOffset += stream.next_in - before;
      const text = Buffer.from(output.buffer, 0, stream.next_out);
      this.#output = text.length > 0 ? undefined : output;
      this.#take(text);
      if (status === Z_STREAM_END) {
        this.#state = 'trailer';
      } else if (status !== Z_OK && status !== Z_BUF_ERROR) {
        this.#state = 'damaged';
      } else if (isDue && isBetweenBlocks(stream.data_type)) {
        this.#addRestart(this.#blobOffset, {
          bits: stream.data_type & UNUSED_BITS,
          window: this.#window,
        });
      }
      if (text.length > 0) {
        yield text;
      }
      if (stream.avail_in === 0 && stream.avail_out > 0) {
        break;
      }
    }
    return chunk.subarray(stream.next_in);
  }

  #take(text: Buffer): void {
    this.#textOffset += text.length;
    this.#checksum = crc32(text, this.#checksum);
    if (this.#restarts) {
      this.#window =
        text.length >= WINDOW_BYTES
          ? text.subarray(-WINDOW_BYTES)
          : Buffer.concat([this.#window, text]).subarray(-WINDOW_BYTES);
    }
  }

  #readTrailer(chunk: Buffer): Buffer {
    const known = this.#pending.length;
    const bytes = Buffer.concat([this.#pending, chunk]);
    if (bytes.length < TRAILER_BYTES) {
      this.#pending = bytes;
      return Buffer.alloc(0);
    }
    this.#pending = Buffer.alloc(0);
    this.#blobOffset += TRAILER_BYTES;
    const isIntact = bytes.readUInt32LE(0) === this.#checksum;
    this.#state = isIntact ? 'header' : 'damaged';
    return chunk.subarray(TRAILER_BYTES - known);
  }

  #addRestart(
    blobOffset: number,
    { bits = 0, window }: { bits?: number; window?: Buffer } = {},
  ): void {
    if (this.#restarts?.isDue(this.#textOffset)) {
      this.#restarts.add({
        textOffset: this.#textOffset,
        blobOffset,
        bits,
        window,
        checksum: window ? this.#checksum : 0,
      });
    }
  }
}

function isBetweenBlocks(dataType: number): boolean {
  return (dataType & AT_BLOCK_END) > 0 && (dataType & IN_LAST_BLOCK) === 0;
}
