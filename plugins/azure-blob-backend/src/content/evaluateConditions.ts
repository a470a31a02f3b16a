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

/** What of a blob conditions can be about. */
export interface Validators {
  etag: string;
  lastModified: string;
}

/** What the conditional headers of a GET or HEAD come to. */
export interface Conditions {
  result: 'proceed' | 'not-modified' | 'failed';
  /** Whether a `Range` counts: an `If-Range` that does not hold asks for the whole. */
  useRange: boolean;
}

/** Evaluates conditional headers in the order of RFC 9110, section 13.2.2. */
export function evaluateConditions(
  headers: IncomingHttpHeaders,
  validators: Validators,
): Conditions {
  return {
    result: evaluatePreconditions(headers, validators),
    useRange: evaluateIfRange(headers['if-range'], validators),
  };
}

function evaluatePreconditions(
  headers: IncomingHttpHeaders,
  { etag, lastModified }: Validators,
): Conditions['result'] {
  const modified = toSeconds(lastModified);
  const ifMatch = headers['if-match'];
  const ifUnmodifiedSince = toSeconds(headers['if-unmodified-since']);
  if (ifMatch !== undefined) {
    if (!listMatches(ifMatch, etag, isSameStrongly)) {
      return 'failed';
    }
  } else if (ifUnmodifiedSince !== undefined && modified !== undefined) {
    if (modified > ifUnmodifiedSince) {
      return 'failed';
    }
  }

  const ifNoneMatch = headers['if-none-match'];
  const ifModifiedSince = toSeconds(headers['if-modified-since']);
  if (ifNoneMatch !== undefined) {
    return listMatches(ifNoneMatch, etag, isSameWeakly)
      ? 'not-modified'
      : 'proceed';
  }
  if (ifModifiedSince !== undefined && modified !== undefined) {
    return modified <= ifModifiedSince ? 'not-modified' : 'proceed';
  }
  return 'proceed';
}

function evaluateIfRange(
  header: string | string[] | undefined,
  { etag, lastModified }: Validators,
): boolean {
  if (header === undefined) {
    return true;
  }
  if (typeof header !== 'string') {
    return false;
  }
  const value = header.trim();
  if (value.startsWith('"') || value.startsWith('W/')) {
    return isSameStrongly(value, etag);
  }
  const date = toSeconds(value);
  return date !== undefined && date === toSeconds(lastModified);
}

function listMatches(
  header: string,
  etag: string,
  isSame: (one: string, other: string) => boolean,
): boolean {
  if (header.trim() === '*') {
    return true;
  }
  const tags = header.match(/(?:W\/)?"[^"]*"/g) ?? [];
  return tags.some(tag => isSame(tag, etag));
}

function isSameStrongly(one: string, other: string): boolean {
  return one === other && !one.startsWith('W/');
}

function isSameWeakly(one: string, other: string): boolean {
  return one.replace(/^W\//, '') === other.replace(/^W\//, '');
}

function toSeconds(date: string | undefined): number | undefined {
  const milliseconds = date === undefined ? NaN : Date.parse(date);
  return Number.isNaN(milliseconds)
    ? undefined
    : Math.floor(milliseconds / 1000);
}
