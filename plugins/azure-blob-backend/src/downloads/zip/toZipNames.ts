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

import { toFileName } from '../../toFileName';

/**
 * Names for the files of a zip, one for each path and in their order, that are
 * safe wherever it is unpacked: they stay below the folder it is unpacked to,
 * and no two of them are one file, nor a file and a folder, to a system that
 * takes upper for lower case or one spelling of `é` for the other.
 *
 * @param taken - names that are there already
 */
export function toZipNames(paths: string[], taken: string[]): string[] {
  const takenKeys = new Set(taken.map(toKey));
  const names = paths.map(path => {
    const [first, ...others] = path.split('/').map(toFileName);
    const isInTheWay = others.length > 0 && takenKeys.has(toKey(first));
    return [isInTheWay ? `${first}_` : first, ...others].join('/');
  });
  const folders = new Set(names.flatMap(toFolders).map(toKey));
  const files = takenKeys;
  // From where on to look for a free number, so that many of one name take no longer.
  const counts = new Map<string, number>();
  return names.map(name => {
    const key = toKey(name);
    let free = name;
    let count = counts.get(key) ?? 1;
    while (files.has(toKey(free)) || folders.has(toKey(free))) {
      count += 1;
      free = addNumber(name, count);
    }
    counts.set(key, count);
    files.add(toKey(free));
    return free;
  });
}

/** What a name is to the system that tells the fewest names apart. */
function toKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLocaleUpperCase('en-US')
    .toLocaleLowerCase('en-US')
    .normalize('NFC');
}

function toFolders(name: string): string[] {
  const segments = name.split('/');
  return segments.slice(1).map((_, at) => segments.slice(0, at + 1).join('/'));
}

function addNumber(name: string, count: number): string {
  const [, base, extension] = /^(.*?[^/])(\.[^./]*)?$/s.exec(name) ?? [];
  return `${base ?? name} (${count})${extension ?? ''}`;
}
