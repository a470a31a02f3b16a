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

import { EntraError } from './EntraError';

/** What a `claims` parameter asks for, as far as this tenant knows it. */
export interface ClaimsRequest {
  /** The checks that have to be passed, such as `c1`. */
  acrs: string[];
  /** What the app says it can do, such as `cp1`. */
  capabilities: string[];
}

/**
 * Reads a claims request of OpenID Connect.
 *
 * @throws `EntraError` where it is none.
 */
export function parseClaimsRequest(claims: string | undefined): ClaimsRequest {
  if (claims === undefined) {
    return { acrs: [], capabilities: [] };
  }
  let request: Record<string, unknown> = {};
  try {
    request = JSON.parse(claims).access_token ?? {};
  } catch {
    throw new EntraError(900144, { detail: "It is 'claims', as JSON." });
  }
  return {
    acrs: readValues(request.acrs),
    capabilities: readValues(request.xms_cc),
  };
}

/** Either one `value` or several `values`. */
function readValues(wanted: unknown): string[] {
  const { value, values } = Object(wanted);
  return [value, ...(Array.isArray(values) ? values : [])].filter(
    candidate => typeof candidate === 'string',
  );
}
