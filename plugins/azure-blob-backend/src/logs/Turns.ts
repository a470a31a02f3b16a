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

/**
 * Lets so many at a time do their work, and the others wait for their turn:
 * those who hold as many as one may are passed over by those who do not.
 */
export class Turns {
  readonly #waiting: Array<{ holder?: string; begin: () => void }> = [];
  readonly #held = new Map<string, number>();
  readonly #perHolder: number;
  #free: number;

  constructor(count: number, perHolder = count) {
    this.#free = count;
    this.#perHolder = perHolder;
  }

  /** `holder` is whom the turn counts for; nobody where it is left out. */
  async take<T>(work: () => Promise<T>, holder?: string): Promise<T> {
    await new Promise<void>(resolve => {
      this.#waiting.push({ holder, begin: resolve });
      this.#beginNext();
    });
    try {
      return await work();
    } finally {
      this.#free += 1;
      this.#count(holder, -1);
      this.#beginNext();
    }
  }

  #beginNext(): void {
    const index = this.#waiting.findIndex(({ holder }) =>
      this.#mayBegin(holder),
    );
    if (this.#free === 0 || index === -1) {
      return;
    }
    const [{ holder, begin }] = this.#waiting.splice(index, 1);
    this.#free -= 1;
    this.#count(holder, 1);
    begin();
  }

  #mayBegin(holder: string | undefined): boolean {
    return holder === undefined || this.#getHeld(holder) < this.#perHolder;
  }

  #count(holder: string | undefined, change: number): void {
    if (holder === undefined) {
      return;
    }
    const held = this.#getHeld(holder) + change;
    if (held > 0) {
      this.#held.set(holder, held);
    } else {
      this.#held.delete(holder);
    }
  }

  #getHeld(holder: string): number {
    return this.#held.get(holder) ?? 0;
  }
}
