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
import { LocalAzureAddress } from 'local-azure';
import { nextMessage } from '../../../plugins/azure-blob-backend/src/__testUtils__/nextMessage';
import { startProcess } from '../../../plugins/azure-blob-backend/src/__testUtils__/startProcess';

/**
 * How long storage may wait before it answers, in milliseconds: not at all, as
 * on one machine, and what a request within a region takes at least.
 */
export const STORAGE_DELAYS = [0, 5];

/** A local Azure that only its address is known of. */
export interface AzureProcess extends LocalAzureAddress {
  /** Of Alice, for the API app. */
  issueAssertion(): Promise<string>;
  /** Has storage wait before it answers, in milliseconds. */
  setDelay(milliseconds: number): Promise<void>;
  stop(): Promise<void>;
}

/** What the process is asked for; each wish is answered with an assertion. */
export interface AzureWish {
  delayMs?: number;
}

/** Starts a local Azure in a process of its own, as storage is elsewhere. */
export async function startAzureProcess(): Promise<AzureProcess> {
  const { child, stop } = await startProcess(
    join(__dirname, 'azureProcess.ts'),
  );
  const { azure } = await nextMessage(child, 'azure');
  const ask = async (wish: AzureWish): Promise<string> => {
    const answer = nextMessage(child, 'assertion');
    child.send(wish);
    return (await answer).assertion;
  };
  return {
    ...azure,
    issueAssertion: () => ask({}),
    async setDelay(milliseconds) {
      await ask({ delayMs: milliseconds });
    },
    stop,
  };
}
