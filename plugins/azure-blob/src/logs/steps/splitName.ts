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

/** The parts of a name, to be shortened in the middle where there is no room. */
export interface NameParts {
  /** The number that it is sorted by. */
  number?: string;
  /** Shortened at its end. */
  start: string;
  /** Shown whatever happens, as the end tells names apart. */
  end: string;
}

const NUMBERED = /^(\d{1,6})[-_. ]+(?=\D)(.+)$/;
const END = 10;
const LONG = 24;

/** Takes a name such as `02_unit-tests.log` apart. */
export function splitName(name: string): NameParts {
  const [, number, rest = name] = NUMBERED.exec(name) ?? [];
  const characters = Array.from(rest);
  const cut = characters.length > LONG ? characters.length - END : Infinity;
  return {
    number,
    start: characters.slice(0, cut).join(''),
    end: characters.slice(cut).join(''),
  };
}
