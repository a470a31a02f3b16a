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
 * The roles of a user on storage: those of the demo world or none, or those of
 * a reader of the whole account, or of each container of the demo.
 */
export type AssignedRoles = boolean | 'account' | 'containers';

/**
 * Changes a user's roles on the storage that runs on this machine.
 *
 * @throws with one sentence for people.
 */
export async function setRoles(options: {
  user: string;
  assigned: AssignedRoles;
  storage?: string;
}): Promise<void> {
  const { name: user } = findUserByName(options.user);
  const { assigned, storage: origin } = options;
  const body = { user, assigned };
  await flipSwitch({ part: 'storage', origin, name: 'roles', body });
}
