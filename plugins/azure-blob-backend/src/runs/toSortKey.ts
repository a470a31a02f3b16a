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

import { RunFolder } from '../config/RunLayout';

/** What an index of a database takes, whatever the characters. */
const MAX_LENGTH = 300;

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const COMMIT = /^(?=.*[a-f])[0-9a-f]{7,64}$/i;

/**
 * Puts runs in order: of two keys, the greater one, by code points, is of the
 * newer run. The day that a folder names counts first; then numbers in names as
 * numbers, so that run 10 is newer than run 9. A name that says nothing, such
 * as a GUID or a commit, leaves it to when the run began.
 */
export function toSortKey(
  id: string,
  folder: RunFolder,
  startedAt?: string,
): string {
  const name = isTelling(folder.name)
    ? `n${toNaturalKey(folder.name)}`
    : `d${startedAt ?? ''}\u0001${toNaturalKey(folder.name)}`;
  const key = `${folder.startedAt ?? ''}\u0001${name}\u0001${id}`;
  return key.length > MAX_LENGTH
    ? Array.from(key).slice(0, MAX_LENGTH).join('')
    : key;
}

/** Whether runs can be put in order by their names. */
export function isTelling(name: string): boolean {
  return /\d/.test(name) && !GUID.test(name) && !COMMIT.test(name);
}

/** A number begins with its length, so that it counts as one. */
function toNaturalKey(name: string): string {
  return name.toLocaleLowerCase('en-US').replace(/\d+/g, digits => {
    const number = digits.replace(/^0+(?=\d)/, '');
    return `0${String(number.length).padStart(4, '0')}${number}`;
  });
}
