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

import { stringifyEntityRef } from '@backstage/catalog-model';
import { RUN_STATUSES } from '../runs/runFilter';
import { Permalink } from './Permalink';
import { decodeSegments } from './segments';

/**
 * Reads a permanent link; `undefined` for what is none.
 *
 * @param encoded - the path below the page, as it stands in the URL: whoever
 * has decoded it before has lost what is a slash and what was a name
 */
export function parsePermalink(
  encoded: string,
  search: string,
): Permalink | undefined {
  const segments = tryToDecode(encoded);
  const [kind, namespace, name, ...path] = segments ?? [];
  if (!kind || !namespace || !name) {
    return undefined;
  }
  const query = new URLSearchParams(search);
  // What is named twice would be read by two readers as two things
  const isTwofold = [...query.keys()].some(
    (key, index, keys) => keys.indexOf(key) !== index,
  );
  const get = (key: string) => query.get(key) || undefined;
  const status = RUN_STATUSES.find(known => known === get('status'));
  const line = Number(get('line') ?? 1);
  if (
    isTwofold ||
    status !== get('status') ||
    !Number.isSafeInteger(line) ||
    line < 1
  ) {
    return undefined;
  }
  const link: Permalink = {
    entityRef: stringifyEntityRef({ kind, namespace, name }),
    location: get('location'),
    run: get('run'),
    branch: get('branch'),
    status,
    version: get('version'),
    path: path.join('/') || undefined,
    blobVersion: get('blob-version'),
    line: get('line') === undefined ? undefined : line,
  };
  return link;
}

function tryToDecode(encoded: string): string[] | undefined {
  try {
    return decodeSegments(encoded);
  } catch {
    return undefined;
  }
}
