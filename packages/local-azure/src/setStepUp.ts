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

import { stepUpHeader, stepUpPath } from './entra/stepUpHandler';
import { findUserByName } from './findUserByName';
import { world } from './world';

/**
 * Has the Entra ID emulator that runs on this machine ask a user for one more
 * check before she may reach storage, or stop asking.
 *
 * @throws with one sentence for people.
 */
export async function setStepUp(options: {
  user: string;
  required: boolean;
  entra?: string;
}): Promise<void> {
  const { required, entra = `http://localhost:${world.ports.entra}` } = options;
  const { name } = findUserByName(options.user);
  const response = await fetch(`${entra}${stepUpPath}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [stepUpHeader]: '1' },
    body: JSON.stringify({ user: name, required }),
  }).catch(() => {
    throw new Error(
      `No Entra ID emulator answers at "${entra}"; start it with "npm start"`,
    );
  });
  if (!response.ok) {
    throw new Error(`The Entra ID emulator refused that (${response.status})`);
  }
}
