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

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

const directory = join(
  dirname(require.resolve('../../package.json')),
  'sample-data',
);

/** A file that this repository's tools have made, as it is kept here. */
export interface SampleFile {
  content: Buffer;
  sha256: string;
  /** Made of the others; only the latest runs have them. */
  isDerived?: boolean;
}

export function hash(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** All sample files, by their path below `sample-data/`. */
export async function readSampleFiles(): Promise<Map<string, SampleFile>> {
  const index = await readFile(join(directory, 'files.json'), 'utf8');
  const names: string[] = JSON.parse(index);
  const files = await Promise.all(
    names.map(async (name): Promise<[string, SampleFile]> => {
      const packed = await readFile(join(directory, `${name}.gz`));
      const content = await promisify(gunzip)(packed);
      return [name, { content, sha256: hash(content) }];
    }),
  );
  return new Map(files);
}
