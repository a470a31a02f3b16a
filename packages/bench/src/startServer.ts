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

import { join } from 'node:path';
import { nextMessage } from '../../../plugins/azure-blob-backend/src/__testUtils__/nextMessage';
import { startProcess } from '../../../plugins/azure-blob-backend/src/__testUtils__/startProcess';

/** A server in a process of its own, as the portal is. */
export interface ServerProcess {
  origin: string;
  stop(): Promise<void>;
}

/** Starts a module of this folder that sends its `origin` once it listens. */
export async function startServer(
  file: string,
  options: { certificateAuthority?: string; env: Record<string, string> },
): Promise<ServerProcess> {
  const { child, stop } = await startProcess(join(__dirname, file), options);
  const { origin } = await nextMessage(child, 'origin');
  return { origin, stop };
}
