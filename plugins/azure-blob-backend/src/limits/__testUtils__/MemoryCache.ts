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

import { CacheService } from '@backstage/backend-plugin-api';
import { JsonValue } from '@backstage/types';

/** A cache that replicas share, and that can fail in the ways of a real one. */
export class MemoryCache implements CacheService {
  /** As what it fails: Backstage's client swallows most errors of its store. */
  fault: 'none' | 'throws' | 'hangs' | 'swallows' = 'none';
  /** How often it was asked. */
  calls = 0;
  readonly entries = new Map<string, string>();
  /** What comes before each answer. */
  pass: <T>(work: () => T) => Promise<T>;

  constructor(pass: <T>(work: () => T) => Promise<T> = async work => work()) {
    this.pass = pass;
  }

  async get<T extends JsonValue>(key: string): Promise<T | undefined> {
    const kept = await this.#answer(() => this.entries.get(key));
    return kept === undefined ? undefined : JSON.parse(kept);
  }

  async set(key: string, value: JsonValue): Promise<void> {
    await this.#answer(() => this.entries.set(key, JSON.stringify(value)));
  }

  async delete(key: string): Promise<void> {
    await this.#answer(() => this.entries.delete(key));
  }

  withOptions(): CacheService {
    return this;
  }

  async #answer<T>(work: () => T): Promise<T | undefined> {
    this.calls += 1;
    switch (this.fault) {
      case 'throws':
        throw new Error('The cache is down.');
      case 'hangs':
        return new Promise(() => {});
      case 'swallows':
        return undefined;
      default:
        return this.pass(work);
    }
  }
}
