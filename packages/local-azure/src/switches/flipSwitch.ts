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

import { world } from '../world';
import { getSwitchPath, SwitchBody, switchHeader } from './switchProtocol';

const parts = {
  entra: { name: 'Entra ID emulator', port: world.ports.entra },
  storage: { name: 'storage', port: world.ports.blob },
};

/**
 * Changes something in the local Azure that runs on this machine.
 *
 * @throws with one sentence for people.
 */
export async function flipSwitch(options: {
  part: keyof typeof parts;
  /** Where it listens, if not where the demo does. */
  origin?: string;
  name: string;
  body: SwitchBody;
}): Promise<void> {
  const part = parts[options.part];
  const origin = options.origin ?? `http://localhost:${part.port}`;
  const response = await fetch(`${origin}${getSwitchPath(options.name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [switchHeader]: '1' },
    body: JSON.stringify(options.body),
  }).catch(() => {
    throw new Error(
      `No ${part.name} answers at "${origin}"; start it with "npm start"`,
    );
  });
  if (!response.ok) {
    throw new Error(`The local ${part.name} refused that (${response.status})`);
  }
}
