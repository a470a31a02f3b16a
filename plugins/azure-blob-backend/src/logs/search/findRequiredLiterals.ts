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

import { estimateFrequency } from './LiteralFilter';

const MAX_LITERALS = 4;
const REPEAT = /^\{(\d{1,4})(?:,\d{0,4})?\}/;
const FLAGS = /^\?(?:P?<\w+>|[imsU]*(?:-[imsU]+)?:)/;
const ONLY_FLAGS = /^\?[imsU]*(?:-[imsU]+)?\)/;
/** Escapes that stand for no character of their own. */
const CLASS = /^\\(?:[pP](?:\{\^?\w+\}|\w)|[dDsSwWbBAz])/;
const PUNCTUATION = /^\\([!-/:-@[-`{-~])/;

/** Any of these, in each match; undefined where nothing is known. */
type Required = string[] | undefined;

/** Reads only what it knows, and ends where it meets anything else. */
class ExpressionReader {
  #rest: string;
  #isLost = false;

  constructor(expression: string) {
    this.#rest = expression;
  }

  get isAtEnd(): boolean {
    return this.#rest === '' && !this.#isLost;
  }

  readAlternatives(): Required {
    const all: string[] = [];
    let isKnown = true;
    for (;;) {
      const required = this.#readSequence();
      isKnown &&= required !== undefined;
      all.push(...(required ?? []));
      if (!this.#take(/^\|/)) {
        break;
      }
    }
    return isKnown && all.length <= MAX_LITERALS ? all : undefined;
  }

  #readSequence(): Required {
    let best: Required;
    let run = '';
    const endRun = () => {
      best = chooseBetter(best, run ? [run] : undefined);
      run = '';
    };
    while (!this.#isLost && this.#rest && !/^[|)]/.test(this.#rest)) {
      const character = this.#takeLiteral();
      const required = character ? [character] : this.#readOther();
      const repeats = this.#takeRepeats();
      if (character && repeats === undefined) {
        run += character;
      } else if (character && repeats) {
        run += character;
        endRun();
      } else {
        endRun();
        best = repeats === 0 ? best : chooseBetter(best, required);
      }
    }
    endRun();
    return best;
  }

  #takeLiteral(): string | undefined {
    const escaped = this.#take(PUNCTUATION);
    return escaped?.[1] ?? this.#take(/^[^\\^$.*+?()[|]/u)?.[0];
  }

  /** A group, and whatever stands for no certain character. */
  #readOther(): Required {
    if (this.#take(/^[.^$]/) || this.#take(CLASS) || this.#takeClass()) {
      return undefined;
    }
    if (!this.#take(/^\(/)) {
      this.#isLost = true;
      return undefined;
    }
    if (this.#take(ONLY_FLAGS)) {
      // A repeat here would be of what stands before them.
      this.#isLost ||= /^[*+?{]/.test(this.#rest);
      return undefined;
    }
    this.#take(FLAGS);
    const required = this.readAlternatives();
    this.#isLost ||= !this.#take(/^\)/);
    return required;
  }

  /** A character class. */
  #takeClass(): boolean {
    return (
      this.#take(/^\[\^?\]?(?:\\[^Q]|\[:\^?\w+:\]|[^\\\]])*\]/su) !== undefined
    );
  }

  /** How often at least, and undefined for once. */
  #takeRepeats(): number | undefined {
    const repeat = this.#take(REPEAT);
    const sign = repeat ? undefined : this.#take(/^[*+?]/)?.[0];
    if (!repeat && !sign) {
      return undefined;
    }
    this.#take(/^\?/);
    if (repeat) {
      return Number(repeat[1]);
    }
    return sign === '+' ? 1 : 0;
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    const match = pattern.exec(this.#rest) ?? undefined;
    this.#rest = this.#rest.slice(match?.[0].length ?? 0);
    return match;
  }
}

/**
 * Texts of which each match of an expression has at least one, as far as that
 * is plain to see; case may differ. The expression must be one that RE2 takes.
 */
export function findRequiredLiterals(expression: string): Required {
  const reader = new ExpressionReader(expression);
  const required = reader.readAlternatives();
  return reader.isAtEnd ? required : undefined;
}

/** The one that is likely to be found less often. */
function chooseBetter(one: Required, other: Required): Required {
  if (!one || !other) {
    return one ?? other;
  }
  return estimate(other) < estimate(one) ? other : one;
}

function estimate(texts: string[]): number {
  return Math.max(...texts.map(estimateFrequency));
}
