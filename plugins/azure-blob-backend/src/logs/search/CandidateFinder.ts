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

import { ByteScan, Needle } from '../lines';
import { LineMatcher } from './LineMatcher';
import { ANY, LiteralFilter } from './LiteralFilter';

const ESCAPE = [0x1b];
const NOT_ASCII = ANY.slice(0x80);
/** What a scan takes, without those that all literals have in common. */
const MAX_OWN_NEEDLES = 4;

/** Finds the places in UTF-8 that may belong to a match. */
export class CandidateFinder {
  readonly #filters: LiteralFilter[];
  readonly #scan: ByteScan;

  /** Returns undefined where there is nothing to tell them by. */
  static create(matcher: LineMatcher): CandidateFinder | undefined {
    const { literals, caseSensitive } = matcher;
    const filters = literals?.map(literal =>
      LiteralFilter.create(literal, { caseSensitive }),
    );
    return filters?.every(filter => filter !== undefined)
      ? new CandidateFinder(filters)
      : undefined;
  }

  private constructor(filters: LiteralFilter[]) {
    this.#filters = filters;
    this.#scan = ByteScan.create(
      createNeedles(filters.map(({ needle }) => needle)),
    );
  }

  /**
   * Looks at places of some bytes, in order.
   *
   * @param look - is told of a place, and of the line feeds before it; returns
   * where to go on.
   * @returns the number of line feeds in the bytes.
   */
  find(
    bytes: Buffer,
    look: (place: number, lineFeeds: number) => number,
  ): number {
    const scan = this.#scan;
    let lineFeeds = 0;
    let next = 0;
    for (let at = 0; at < bytes.length; at = scan.end) {
      const count = scan.find(bytes, at, bytes.length);
      for (let i = 0; i < count; i++) {
        const place = scan.placeOf(i);
        if (
          place >= next &&
          this.#filters.some(filter => filter.mayBeAt(bytes, place))
        ) {
          next = look(place, lineFeeds + scan.lineFeedsBefore(i));
        }
      }
      lineFeeds += scan.lineFeeds;
    }
    return lineFeeds;
  }
}

/** What all of them are found by, in case of doubt at too many places. */
function createNeedles(literals: Needle[]): Needle[] {
  const own = literals.slice(0, MAX_OWN_NEEDLES);
  for (const [i, literal] of literals.slice(MAX_OWN_NEEDLES).entries()) {
    const at = i % MAX_OWN_NEEDLES;
    own[at] = join([own[at], literal]);
  }
  // What follows an escape sequence, or is not ASCII, nobody knows
  const [first, second] = join(literals);
  return [
    ...own,
    [first, ESCAPE, ANY],
    [first, NOT_ASCII, ANY],
    [first, second, ESCAPE],
    [first, second, NOT_ASCII],
  ];
}

function join(needles: Needle[]): Needle {
  return [
    needles.flatMap(([first]) => [...first]),
    needles.flatMap(([, second]) => [...second]),
    needles.flatMap(([, , third]) => [...third]),
  ];
}
