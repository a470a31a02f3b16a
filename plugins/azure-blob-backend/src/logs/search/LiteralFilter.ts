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

import { Needle } from '../lines';
import { findCaseVariants } from './foldCase';

const ESCAPE = 0x1b;
const FIRST_NON_ASCII = 0x80;
const REPLACEMENT = '\ufffd';
/** The more often a character is in logs, the farther to the left it is. */
const COMMON = ' etaoinsrl0dcu1m2p3gfh4by5-.6w7v89:/k_x"jzq';

/** The bytes that may begin one character of a literal. */
type Place = number[];

/** Every byte. */
export const ANY = Array.from({ length: 256 }, (_, byte) => byte);

/**
 * Finds where a literal may be in the bytes of a log in UTF-8, escape sequences
 * in the midst of it included. It never misses one; what it finds is to be
 * looked at closely.
 */
export class LiteralFilter {
  /** The literal from where the pattern begins. */
  readonly #places: Place[];

  /** Returns undefined where a literal has nothing to be found by. */
  static create(
    literal: string,
    options: { caseSensitive: boolean },
  ): LiteralFilter | undefined {
    const characters = Array.from(literal);
    const places = characters.map(character => toPlace(character, options));
    const starts = characters.flatMap((character, index) =>
      character !== REPLACEMENT && places[index].length <= 3 ? [index] : [],
    );
    if (starts.length === 0) {
      return undefined;
    }
    const costs = starts.map(start =>
      estimateFrequency(characters.slice(start, start + 3)),
    );
    const start = starts[costs.indexOf(Math.min(...costs))];
    return new LiteralFilter(places.slice(start));
  }

  private constructor(places: Place[]) {
    this.#places = places;
  }

  /**
   * The first three characters: what stands at a place where the literal is,
   * unless an escape character comes, or one that is not ASCII.
   */
  get needle(): Needle {
    const [first, second = ANY, third = ANY] = this.#places;
    return [first, second, third];
  }

  /** Follows the literal, over colours, as far as that is simple. */
  mayBeAt(bytes: Uint8Array, begin: number): boolean {
    let index = begin;
    for (const leads of this.#places) {
      while (bytes[index] === ESCAPE) {
        const end = skipColor(bytes, index);
        if (end === index) {
          return true;
        }
        index = end;
      }
      const byte = bytes[index];
      if (byte >= FIRST_NON_ASCII) {
        return true;
      }
      if (!leads.includes(byte)) {
        return false;
      }
      index += 1;
    }
    return true;
  }
}

/** The index behind a colour that begins here; the same for anything else. */
function skipColor(bytes: Uint8Array, begin: number): number {
  if (bytes[begin + 1] !== 0x5b) {
    return begin;
  }
  let index = begin + 2;
  while (bytes[index] >= 0x30 && bytes[index] <= 0x3b) {
    index += 1;
  }
  return bytes[index] === 0x6d ? index + 1 : begin;
}

function toPlace(
  character: string,
  { caseSensitive }: { caseSensitive: boolean },
): Place {
  const variants = caseSensitive ? [character] : findCaseVariants(character);
  return [...new Set(variants.map(variant => Buffer.from(variant)[0]))];
}

/** The more often they are likely to be in a log, the more; 1 for nothing. */
export function estimateFrequency(characters: Iterable<string>): number {
  let frequency = 1;
  for (const character of characters) {
    const rank = COMMON.indexOf(character.toLocaleLowerCase('en-US'));
    frequency *= rank === -1 ? 0.01 : 1 / (rank + 2);
  }
  return frequency;
}
