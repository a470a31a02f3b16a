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
  AzureBlobStorageToken,
  AzureBlobTokenExchange,
  AzureBlobTokenExchangeOptions,
} from 'backstage-plugin-azure-blob-node';
import { LRUCache } from 'lru-cache';
import { createHash } from 'node:crypto';

const MAX_ENTRIES = 2_000;
/** How long a user who was disabled, or signed out everywhere, goes unnoticed. */
const MAX_AGE_MS = 60_000;
/** A token is not handed out in its last minutes: the read it is for takes time. */
const EXPIRY_MARGIN_MS = 5 * 60_000;

interface CacheEntry {
  oid: string;
  tid: string;
  token: AzureBlobStorageToken;
  usableUntil: number;
}

/**
 * Remembers exchanges, in the memory of this process only, and makes one out of
 * many that are asked for at once. Failures are not remembered.
 */
export class CachedTokenExchange implements AzureBlobTokenExchange {
  readonly #exchange: AzureBlobTokenExchange;
  readonly #entries: LRUCache<string, CacheEntry>;
  readonly #pending = new Map<string, Promise<AzureBlobStorageToken>>();

  private constructor(exchange: AzureBlobTokenExchange, maxEntries: number) {
    this.#exchange = exchange;
    this.#entries = new LRUCache({ max: maxEntries });
  }

  static create(options: {
    exchange: AzureBlobTokenExchange;
    maxEntries?: number;
  }): CachedTokenExchange {
    const { exchange, maxEntries = MAX_ENTRIES } = options;
    return new CachedTokenExchange(exchange, maxEntries);
  }

  async exchange(
    assertion: AzureBlobAssertion,
    options: AzureBlobTokenExchangeOptions = {},
  ): Promise<AzureBlobStorageToken> {
    const { claims } = options;
    const key = toKey(assertion);
    const entry = this.#entries.get(key);
    if (claims === undefined && entry && isUsable(entry, assertion)) {
      return entry.token;
    }
    // Storage has refused it where there are claims, and would do so again
    this.#entries.delete(key);

    const pendingKey = JSON.stringify([key, claims]);
    let pending = this.#pending.get(pendingKey);
    if (!pending) {
      pending = this.#exchangeAndStore(key, assertion, options).finally(() =>
        this.#pending.delete(pendingKey),
      );
      this.#pending.set(pendingKey, pending);
    }
    return pending;
  }

  async #exchangeAndStore(
    key: string,
    assertion: AzureBlobAssertion,
    options: AzureBlobTokenExchangeOptions,
  ) {
    const { oid, tid, expiresAt } = assertion;
    const token = await this.#exchange.exchange(assertion, options);
    const usableUntil = Math.min(
      Date.now() + MAX_AGE_MS,
      token.expiresAt.getTime() - EXPIRY_MARGIN_MS,
      expiresAt.getTime(),
    );
    this.#entries.set(key, { oid, tid, token, usableUntil });
    return token;
  }
}

/** The token alone tells users apart; the rest keeps a mistake from mattering. */
function toKey({ token, tid, oid }: AzureBlobAssertion): string {
  const hash = createHash('sha256').update(token).digest('base64url');
  return JSON.stringify([tid, oid, hash]);
}

function isUsable(entry: CacheEntry, assertion: AzureBlobAssertion): boolean {
  return (
    entry.oid === assertion.oid &&
    entry.tid === assertion.tid &&
    entry.usableUntil > Date.now()
  );
}
