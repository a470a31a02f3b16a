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

const MAX_BYTES = 4096;
const TARGETS = ['access_token', 'id_token', 'userinfo'];

/**
 * Checks that something is a claims request, such as
 * `{"access_token":{"acrs":{"essential":true,"value":"c1"}}}`.
 *
 * @returns the JSON, without blanks, or `undefined` where it is none.
 *
 * @public
 */
export function parseClaimsChallenge(value: unknown): string | undefined {
  if (typeof value !== 'string' || Buffer.byteLength(value) > MAX_BYTES) {
    return undefined;
  }
  let claims: unknown;
  try {
    claims = JSON.parse(value);
  } catch {
    return undefined;
  }
  if (!isObject(claims)) {
    return undefined;
  }
  const targets = Object.entries(claims);
  const isKnown = targets.every(
    ([name, wanted]) => TARGETS.includes(name) && isObject(wanted),
  );
  return isKnown && targets.length > 0 ? JSON.stringify(claims) : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
