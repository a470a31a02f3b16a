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

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file that tries to do more than to be shown. */
export interface Payload {
  /** What it is stored as. */
  name: string;
  content: Buffer;
}

const CORPUS = join(__dirname, 'corpus');

/** Names that try it themselves; not every file system could hold them. */
const NAMES = [
  '<img src=x onerror=window.__pwned=1>.txt',
  '"><svg onload=window.__pwned=1>.md',
  "'-alert(1)-'.json",
  `${'javascript'}:alert(1).html`,
  '{{constructor.constructor("window.__pwned=1")()}}.yaml',
  '${window.__pwned=1}.csv',
  '\u202egnp.exe.svg',
  '__proto__',
  'constructor.json',
  // Without an encoded slash, which no path may have.
  '%3Cimg src=x onerror=alert(1)%3E.txt',
];

/** Every payload, in groups by what it pretends to be. */
export function readPayloads(): Map<string, Payload[]> {
  const files = readdirSync(CORPUS).map(name => ({
    name,
    content: readFileSync(join(CORPUS, name)),
  }));
  const [{ content }] = files.filter(({ name }) => name === 'html-script.html');
  const groups = new Map<string, Payload[]>();
  for (const payload of files) {
    const group = payload.name.split(/[-.]/)[0];
    groups.set(group, [...(groups.get(group) ?? []), payload]);
  }
  groups.set(
    'names',
    NAMES.map(name => ({ name, content })),
  );
  return groups;
}
