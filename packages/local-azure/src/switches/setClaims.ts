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

import { findUserByName } from '../findUserByName';
import { flipSwitch } from './flipSwitch';

/**
 * Changes claims in the access tokens for the API app that a user gets from
 * the Entra ID emulator of this machine; `undefined` ends it.
 *
 * @param options.claims - an empty text leaves the claim out; `exp`, `nbf` and
 * `iat` are in seconds from the moment that a token is issued.
 * @throws with one sentence for people.
 */
export async function setClaims(options: {
  user: string;
  claims: Record<string, string> | undefined;
  entra?: string;
}): Promise<void> {
  const { name: user } = findUserByName(options.user);
  const { claims, entra: origin } = options;
  const body = { user, claims };
  await flipSwitch({ part: 'entra', origin, name: 'claims', body });
}
