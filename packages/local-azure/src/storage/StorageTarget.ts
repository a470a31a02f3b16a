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

import { invalidInput } from './StorageError';

/** What a URL of the storage account names. */
export interface StorageTarget {
  /** Path and query that mean the same to whoever reads them next. */
  url: string;
  container?: string;
  blob?: string;
  query: ReadonlyMap<string, string>;
}

const visibleAscii = /^[\x21-\x7e]+$/;

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalidInput('InvalidUri', 'The requested URI is not valid.');
  }
}

function parseQuery(search: string): Map<string, string> {
  const query = new Map<string, string>();
  for (const pair of search.split('&').filter(Boolean)) {
    const [rawName, ...rest] = pair.split('=');
    const name = decode(rawName.replace(/\+/g, ' '));
    // Azurite reads brackets as lists and takes either of two values.
    if (query.has(name) || /[[\]]/.test(name)) {
      throw invalidInput(
        'InvalidQueryParameterValue',
        `Value for one of the query parameters specified in the request URI is invalid: "${name}" may be given once.`,
      );
    }
    query.set(name, decode(rest.join('=').replace(/\+/g, ' ')));
  }
  return query;
}

function resolveDots(segments: string[]): string[] {
  const resolved: string[] = [];
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (segment === '..') {
      if (resolved.length === 0) {
        throw invalidInput('InvalidUri', 'The requested URI is not valid.');
      }
      resolved.pop();
    } else if (segment !== '.') {
      resolved.push(segment);
      continue;
    }
    if (isLast) {
      resolved.push('');
    }
  }
  return resolved;
}

/**
 * Reads a URL the way Azure does: decoded once, `\` as `/`, dot segments
 * resolved. Where that changes it, `url` is the outcome, so that what is
 * judged and what is served cannot be two things.
 *
 * @throws `StorageError` where it has no single meaning.
 */
export function parseStorageTarget(
  rawUrl: string,
  account: string,
): StorageTarget {
  if (
    !rawUrl.startsWith('/') ||
    rawUrl.includes('#') ||
    !visibleAscii.test(rawUrl)
  ) {
    throw invalidInput('InvalidUri', 'The requested URI is not valid.');
  }
  const mark = rawUrl.indexOf('?');
  const rawPath = mark === -1 ? rawUrl : rawUrl.slice(0, mark);
  const search = mark === -1 ? '' : rawUrl.slice(mark + 1);
  const query = parseQuery(search);

  const decodedPath = decode(rawPath);
  const resolved = resolveDots(
    decodedPath.replace(/\\/g, '/').slice(1).split('/'),
  );
  const path =
    `/${resolved.join('/')}` === decodedPath
      ? rawPath
      : `/${resolved.map(encodeURIComponent).join('/')}`;

  const [accountName, container, ...blob] = resolved;
  if (accountName !== account) {
    throw invalidInput(
      'InvalidUri',
      `The account "${accountName}" is not served here.`,
    );
  }
  return {
    url: mark === -1 ? path : `${path}?${search}`,
    container: container || undefined,
    blob: blob.join('/') || undefined,
    query,
  };
}
