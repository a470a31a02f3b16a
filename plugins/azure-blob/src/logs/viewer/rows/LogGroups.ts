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

import { AzureBlobLogGroups } from 'backstage-plugin-azure-blob-common';
import { findLast } from './RowMap';

/** A group of lines, seen from its heading. */
export interface LogHeading {
  /** Its place among all groups. */
  place: number;
  /** Lines below the heading. */
  lines: number;
  isFolded: boolean;
}

/** Groups of lines, of which some are folded. Changing them gives new ones. */
export class LogGroups {
  readonly groups: AzureBlobLogGroups;
  readonly #isOpenAtFirst: Uint8Array;
  /** What somebody chose for all of them. */
  readonly #all?: 'folded' | 'open';
  /** Where somebody chose otherwise, by their first lines. */
  readonly #chosen: ReadonlyMap<number, boolean>;

  constructor(
    groups: AzureBlobLogGroups,
    all?: 'folded' | 'open',
    chosen: ReadonlyMap<number, boolean> = new Map(),
  ) {
    this.groups = groups;
    this.#all = all;
    this.#chosen = chosen;
    this.#isOpenAtFirst = new Uint8Array(groups.first.length);
    for (const place of groups.open) {
      this.#isOpenAtFirst[place] = 1;
    }
  }

  get count(): number {
    return this.groups.first.length;
  }

  isFolded = (place: number): boolean => {
    const chosen = this.#chosen.get(this.groups.first[place]);
    if (chosen !== undefined) {
      return chosen;
    }
    return this.#all ? this.#all === 'folded' : !this.#isOpenAtFirst[place];
  };

  /** The group that a line is the heading of. */
  headingAt(line: number): LogHeading | undefined {
    const { first, last } = this.groups;
    const place = findLast(first, line);
    const lines = place < 0 ? 0 : last[place] - line;
    return place >= 0 && first[place] === line && lines > 0
      ? { place, lines, isFolded: this.isFolded(place) }
      : undefined;
  }

  /** Whether a line is a heading, with or without lines below it. */
  isHeading(line: number): boolean {
    const { first } = this.groups;
    return first[findLast(first, line)] === line;
  }

  fold(line: number, isFolded: boolean): LogGroups {
    const chosen = new Map(this.#chosen).set(line, isFolded);
    return new LogGroups(this.groups, this.#all, chosen);
  }

  foldAll(isFolded: boolean): LogGroups {
    return new LogGroups(this.groups, isFolded ? 'folded' : 'open');
  }

  /** Unfolds whatever hides a line. */
  reveal(line: number): LogGroups {
    const folded = this.#around(line).filter(this.isFolded);
    if (folded.length === 0) {
      return this;
    }
    const chosen = new Map(this.#chosen);
    for (const place of folded) {
      chosen.set(this.groups.first[place], false);
    }
    return new LogGroups(this.groups, this.#all, chosen);
  }

  /** The same choices, for groups of which more are known now. */
  with(groups: AzureBlobLogGroups): LogGroups {
    return new LogGroups(groups, this.#all, this.#chosen);
  }

  /** The groups that have a line below their headings. */
  #around(line: number): number[] {
    const { first, last } = this.groups;
    const around = [];
    for (let place = findLast(first, line - 1); place >= 0; place -= 1) {
      if (last[place] >= line) {
        around.push(place);
      }
    }
    return around;
  }
}
