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

import { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { stepUpHeader } from '../entra/stepUpHandler';
import { findUserByName } from '../findUserByName';
import { RoleAssignments } from './RoleAssignments';

/** Nothing that Azure Storage has: the switch of the command `roles`. */
export const rolesPath = '/local-azure/roles';

/** Takes a user's roles on storage away, and gives the demo's back. */
export async function switchRoles(
  assignments: RoleAssignments,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const { user, assigned } = Object(await json(request));
    if (
      request.headers[stepUpHeader] === undefined ||
      typeof assigned !== 'boolean'
    ) {
      throw new Error('Use the command "roles".');
    }
    assignments.setAll(findUserByName(`${user}`).name, assigned);
    response.writeHead(204).end();
  } catch {
    response.writeHead(400).end();
  }
}
