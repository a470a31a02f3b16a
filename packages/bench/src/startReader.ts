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

/** Reads from storage in a process that has nothing else to do. */
export interface Reader {
  /** To the last byte, without keeping any. */
  drain(url: string, headers: Record<string, string>): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the leanest reader there is: bytes that pass through a process with a
 * big heap cost it a good deal of garbage collection, and those of `fetch` too.
 */
export async function startReader(
  certificateAuthority: string,
): Promise<Reader> {
  const { child, stop } = await startProcess(
    join(__dirname, '..', 'bin', 'reader.mjs'),
    { certificateAuthority, execArgv: [] },
  );
  return {
    async drain(url, headers) {
      const answer = nextMessage(child, 'status');
      child.send({ url, headers });
      const { status, bytes, expected } = await answer;
      if (status >= 300 || bytes !== expected) {
        throw new Error(`${status}, and ${bytes} bytes of ${expected}.`);
      }
    },
    stop,
  };
}
