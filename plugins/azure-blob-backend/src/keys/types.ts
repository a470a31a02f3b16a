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

/** A secret that all replicas know. */
export interface SharedKey {
  id: string;
  /** 32 random bytes. */
  secret: Buffer;
}

/** Hands out the secrets that replicas share, and renews them. */
export interface KeyRing {
  /**
   * The keys of a purpose that still count. The first is the one to sign with;
   * what any of them has signed is genuine.
   */
  getKeys(purpose: string): Promise<SharedKey[]>;
}
