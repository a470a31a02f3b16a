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

import { IncomingHttpHeaders } from 'node:http';
import { StorageTarget } from './StorageTarget';

/** What a request to the blob service does, as far as roles are concerned. */
export type StorageOperation =
  | { kind: 'blob'; container: string; name: string; write: boolean }
  | { kind: 'list'; container: string; name: string; write: false }
  | { kind: 'container'; container: string; write: boolean }
  | { kind: 'delegate' }
  /** Needs more than the two roles that there are. */
  | { kind: 'unassigned' };

const unassigned: StorageOperation = { kind: 'unassigned' };

const blobReads = new Set([undefined, 'metadata', 'blocklist', 'pagelist']);
const blobWrites = new Set([
  undefined,
  'appendblock',
  'block',
  'blocklist',
  'lease',
  'metadata',
  'page',
  'properties',
  'seal',
  'snapshot',
  'tier',
]);

function blobOperation(
  method: string,
  container: string,
  name: string,
  comp: string | undefined,
): StorageOperation {
  if (method === 'GET' || method === 'HEAD') {
    return blobReads.has(comp)
      ? { kind: 'blob', container, name, write: false }
      : unassigned;
  }
  if (method === 'POST' && comp === 'query') {
    return { kind: 'blob', container, name, write: false };
  }
  if (
    (method === 'PUT' && blobWrites.has(comp)) ||
    (method === 'DELETE' && comp === undefined)
  ) {
    return { kind: 'blob', container, name, write: true };
  }
  return unassigned;
}

function containerOperation(
  method: string,
  container: string,
  query: ReadonlyMap<string, string>,
): StorageOperation {
  const comp = query.get('comp');
  if (query.get('restype') !== 'container') {
    return unassigned;
  }
  const reads = method === 'GET' || method === 'HEAD';
  if (method === 'GET' && comp === 'list') {
    // Index tags need an action that is in none of the two roles.
    const include = query.get('include')?.split(',') ?? [];
    return include.includes('tags')
      ? unassigned
      : {
          kind: 'list',
          container,
          name: query.get('prefix') ?? '',
          write: false,
        };
  }
  if (reads && (comp === undefined || comp === 'metadata')) {
    return { kind: 'container', container, write: false };
  }
  if (
    (method === 'PUT' &&
      (comp === undefined || comp === 'metadata' || comp === 'lease')) ||
    (method === 'DELETE' && comp === undefined)
  ) {
    return { kind: 'container', container, write: true };
  }
  return unassigned;
}

/** Names what a request does; whatever is not known here is in no role. */
export function classifyRequest(
  method: string,
  headers: IncomingHttpHeaders,
  target: StorageTarget,
): StorageOperation {
  const { container, blob, query } = target;
  // Tags are in none of the two roles, and a copy reads what the URL hides.
  if (
    headers['x-ms-tags'] !== undefined ||
    headers['x-ms-copy-source'] !== undefined
  ) {
    return unassigned;
  }
  if (container && blob) {
    return blobOperation(method, container, blob, query.get('comp'));
  }
  if (container) {
    return containerOperation(method, container, query);
  }
  if (
    method === 'POST' &&
    query.get('restype') === 'service' &&
    query.get('comp') === 'userdelegationkey'
  ) {
    return { kind: 'delegate' };
  }
  return unassigned;
}
