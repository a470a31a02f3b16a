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
import { getSwitchPath, Switch, switchHeader } from './switchProtocol';

/**
 * Serves the switches of one part of local Azure, beside what that part itself
 * answers.
 *
 * @returns whether the request was for a switch.
 */
export function serveSwitches(
  switches: Record<string, Switch>,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const found = Object.entries(switches).find(
    ([name]) =>
      request.method === 'POST' && request.url === getSwitchPath(name),
  );
  if (!found) {
    return false;
  }
  flip(found[1], request).then(
    () => response.writeHead(204).end(),
    () => response.writeHead(400).end(),
  );
  return true;
}

async function flip(change: Switch, request: IncomingMessage): Promise<void> {
  const body = await json(request);
  if (request.headers[switchHeader] === undefined) {
    throw new Error('It did not come from a command.');
  }
  change(Object(body));
}
