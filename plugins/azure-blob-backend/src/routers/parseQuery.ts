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

import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { z } from 'zod';

const MAX_QUERY_LENGTH = 8 * 1024;
const MAX_SHOWN = 64;

/**
 * Reads the query of a request strictly: each parameter once, none that the
 * schema does not know, and nothing that does not decode. Express's own parser
 * would make arrays and objects of them, and let bad escapes through.
 *
 * @throws `AzureBlobError` with `InvalidRequest`, naming the parameter.
 */
export function parseQuery<T extends z.ZodType>(
  url: string,
  schema: T,
): z.output<T> {
  const result = schema.safeParse(readParameters(url));
  if (result.success) {
    return result.data;
  }
  const [issue] = result.error.issues;
  if (issue.code === 'unrecognized_keys') {
    throw invalid(issue.keys[0], 'is not known here');
  }
  throw invalid(String(issue.path[0] ?? 'query'), issue.message);
}

function readParameters(url: string): Record<string, string> {
  const begin = url.indexOf('?');
  const query = begin === -1 ? '' : url.slice(begin + 1);
  if (query.length > MAX_QUERY_LENGTH) {
    throw new AzureBlobError(
      'InvalidRequest',
      `The query is longer than ${MAX_QUERY_LENGTH} characters.`,
    );
  }
  const parameters = new Map<string, string>();
  for (const pair of query.split('&').filter(Boolean)) {
    const equals = pair.indexOf('=');
    const name = decode(equals === -1 ? pair : pair.slice(0, equals), pair);
    const value = equals === -1 ? '' : decode(pair.slice(equals + 1), name);
    if (parameters.has(name)) {
      throw invalid(name, 'is given more than once');
    }
    parameters.set(name, value);
  }
  return Object.fromEntries(parameters);
}

/** Once, and only once: a name may hold what looks like another escape. */
function decode(text: string, name: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    throw invalid(name, 'is not percent-encoded UTF-8');
  }
}

function invalid(name: string, problem: string): AzureBlobError {
  const shown = JSON.stringify(name.slice(0, MAX_SHOWN));
  return new AzureBlobError(
    'InvalidRequest',
    `The parameter ${shown} ${problem}.`,
  );
}
