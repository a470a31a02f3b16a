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

/** Something that is open, and has to be closed. */
interface Closable {
  destroy(): void;
}

/**
 * Opens what is wanted next while something else is read: a few at once, and in
 * their order.
 */
export class ReadAhead<TItem, TOpen extends Closable> {
  readonly #items: TItem[];
  readonly #open: (item: TItem) => Promise<TOpen>;
  readonly #ahead: number;
  readonly #opening = new Map<number, Promise<TOpen>>();
  #next = 0;
  #isClosed = false;

  private constructor(
    items: TItem[],
    open: (item: TItem) => Promise<TOpen>,
    ahead: number,
  ) {
    this.#items = items;
    this.#open = open;
    this.#ahead = ahead;
  }

  static create<TItem, TOpen extends Closable>(options: {
    items: TItem[];
    open(item: TItem): Promise<TOpen>;
    /** How many are open at once. */
    ahead: number;
  }): ReadAhead<TItem, TOpen> {
    return new ReadAhead(options.items, options.open, options.ahead);
  }

  /** Opens the first of them, and tells what goes wrong with that. */
  async start(): Promise<void> {
    this.#fill(0);
    await Promise.all(this.#opening.values());
  }

  /** One after the other, each once. */
  async take(index: number): Promise<TOpen> {
    this.#fill(index);
    const opening = this.#opening.get(index);
    if (!opening) {
      throw new Error('Taken twice, or out of order');
    }
    this.#opening.delete(index);
    return opening;
  }

  /** Lets go of what has not been taken. */
  close(): void {
    this.#isClosed = true;
    for (const opening of this.#opening.values()) {
      opening.then(opened => opened.destroy(), ignore);
    }
    this.#opening.clear();
  }

  #fill(index: number): void {
    const end = Math.min(index + this.#ahead, this.#items.length);
    for (; this.#next < end && !this.#isClosed; this.#next++) {
      const opening = this.#open(this.#items[this.#next]);
      // Told of when it is taken.
      opening.catch(ignore);
      this.#opening.set(this.#next, opening);
    }
  }
}

function ignore(): void {}
