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

import { stepUpHeader } from './entra/stepUpHandler';
import { findUserByName } from './findUserByName';
import { rolesPath } from './storage/roleSwitch';
import { world } from './world';

/**
 * Takes a user's roles on the storage that runs on this machine away, or gives
 * her those of the demo world back.
 *
 * @throws with one sentence for people.
 */
export async function setRoles(options: {
  user: string;
  assigned: boolean;
  storage?: string;
}): Promise<void> {
  const { assigned, storage = `http://localhost:${world.ports.blob}` } =
    options;
  const { name } = findUserByName(options.user);
  const response = await fetch(`${storage}${rolesPath}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [stepUpHeader]: '1' },
    body: JSON.stringify({ user: name, assigned }),
  }).catch(() => {
    throw new Error(
      `No storage answers at "${storage}"; start it with "npm start"`,
    );
  });
  if (!response.ok) {
    throw new Error(`Local storage refused that (${response.status})`);
  }
}
