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

/** Holds what one module, and no second one, may set. */
export class SetOnce<T> {
  readonly #what: string;
  #value?: T;

  constructor(what: string) {
    this.#what = what;
  }

  get value(): T | undefined {
    return this.#value;
  }

  /**
   * @throws when it has been set already.
   */
  set(value: T): void {
    if (this.#value !== undefined) {
      throw new Error(`The ${this.#what} of azure-blob has been set already.`);
    }
    this.#value = value;
  }
}
