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
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { LocalAzureAddress } from 'local-azure';
import { nextMessage } from './nextMessage';
import { startProcess } from './startProcess';
import { createTestConfig } from './startTestPortal';

/** A portal in a process of its own. */
export interface PortalProcess {
  origin: string;
  /** The resident memory, and the most it was since the last call, in bytes. */
  measureMemory(): Promise<{ now: number; peak: number }>;
  stop(): Promise<void>;
}

/** What the process starts, as JSON. */
export interface PortalProcessOptions {
  /** The `azureBlob` of the app-config; that of the demo world by default. */
  config?: JsonObject;
  /** Those of the demo world where they are left out. */
  entities?: Entity[];
  /** A file that keeps its database; none where it is left out. */
  database?: string;
}

/** Starts a portal by itself, in front of a local Azure. */
export async function startPortalProcess(
  azure: LocalAzureAddress,
  options: PortalProcessOptions = {},
): Promise<PortalProcess> {
  const { child, stop } = await startProcess(
    join(__dirname, 'portalProcess.ts'),
    {
      certificateAuthority: azure.certificateAuthority,
      env: {
        TEST_PORTAL: JSON.stringify({
          config: createTestConfig(azure),
          ...options,
        }),
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    },
  );
  const { origin } = await nextMessage(child, 'origin');
  return {
    origin,
    async measureMemory() {
      const answer = nextMessage(child, 'peak');
      child.send('measure');
      return answer;
    },
    stop,
  };
}
