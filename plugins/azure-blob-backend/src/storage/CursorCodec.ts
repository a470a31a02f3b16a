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

import { createHmac, timingSafeEqual } from 'node:crypto';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { quote } from '../config/quote';
import { KeyRing } from '../keys';
import { Scope } from '../types';

const PURPOSE = 'cursor';
const LIFETIME_MS = 24 * 60 * 60 * 1000;
const MAX_LENGTH = 8192;
const MAC_BYTES = 32;
const EXPIRY_BYTES = 6;

/** What a {@link CursorCodec} is bound to, and what it works with. */
export interface CursorCodecOptions {
  keys: KeyRing;
  /** The entity ref of the user who lists. */
  userRef: string;
  scope: Scope;
  /** Milliseconds since 1970; `Date.now` by default. */
  now?: () => number;
}

/**
 * Seals places in lists: only the same user gets on from there, in the same
 * list of the same scope, and within a day. A place is not secret, only bound.
 */
export class CursorCodec {
  readonly #options: CursorCodecOptions;
  readonly #now: () => number;

  private constructor(options: CursorCodecOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  static create(options: CursorCodecOptions): CursorCodec {
    return new CursorCodec(options);
  }

  /** @param list - what tells apart the lists of one scope */
  async encode(list: string, place: string): Promise<string> {
    const [key] = await this.#options.keys.getKeys(PURPOSE);
    const expiry = Buffer.alloc(EXPIRY_BYTES);
    expiry.writeUIntBE(this.#now() + LIFETIME_MS, 0, EXPIRY_BYTES);
    const payload = Buffer.concat([expiry, Buffer.from(place, 'utf8')]);
    const mac = this.#sign(key.secret, list, payload);
    return Buffer.concat([mac, payload]).toString('base64url');
  }

  /**
   * @throws `AzureBlobError` with `InvalidRequest` where the cursor is made up,
   * changed, of another user or list, or too old.
   */
  async decode(list: string, cursor: string): Promise<string> {
    const bytes = Buffer.from(cursor.slice(0, MAX_LENGTH), 'base64url');
    const mac = bytes.subarray(0, MAC_BYTES);
    const payload = bytes.subarray(MAC_BYTES);
    // One spelling for each cursor: what Node skips over counts as a change.
    if (
      payload.length < EXPIRY_BYTES ||
      bytes.toString('base64url') !== cursor
    ) {
      throw foreignCursor(cursor);
    }
    const keys = await this.#options.keys.getKeys(PURPOSE);
    if (
      !keys.some(({ secret }) =>
        timingSafeEqual(mac, this.#sign(secret, list, payload)),
      ) ||
      payload.readUIntBE(0, EXPIRY_BYTES) <= this.#now()
    ) {
      throw foreignCursor(cursor);
    }
    return payload.subarray(EXPIRY_BYTES).toString('utf8');
  }

  #sign(secret: Buffer, list: string, payload: Buffer): Buffer {
    const { userRef, scope } = this.#options;
    const { account, container, prefix } = scope;
    const bound = [userRef, account.name, container, prefix, list];
    return createHmac('sha256', secret)
      .update(JSON.stringify(bound))
      .update(payload)
      .digest();
  }
}

/** The cursor is made up, of another list, or no longer good. */
export function foreignCursor(cursor: string): AzureBlobError {
  return new AzureBlobError(
    'InvalidRequest',
    `The cursor ${quote(
      cursor,
    )} does not belong to this list, or is too old. Begin at the first page.`,
  );
}
