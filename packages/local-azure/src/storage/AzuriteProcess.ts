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

import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { world } from '../world';

/** The loopback ports of Azurite. */
export interface AzuritePorts {
  blob: number;
  queue: number;
  /** As `blob`, for requests that came over TLS. */
  securedBlob: number;
  /** As `queue`, for requests that came over TLS. */
  securedQueue: number;
}

/** Azurite in a process of its own, in memory where it has no directory. */
export class AzuriteProcess {
  readonly ports: AzuritePorts;
  readonly #child: ChildProcess;

  static async create(directory?: string): Promise<AzuriteProcess> {
    if (directory) {
      await mkdir(directory, { recursive: true });
    }
    const child = fork(
      require.resolve('../../bin/azurite.cjs'),
      [
        `${world.account.name}:${world.account.key}`,
        ...(directory ? [directory] : []),
      ],
      // The options of this process (a debugger's port, loaders) are its own.
      { execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
    );
    let complaint = '';
    child.stderr?.on('data', chunk => {
      complaint = `${complaint}${chunk}`.slice(-2000);
    });
    const ports = await new Promise<AzuritePorts>((resolve, reject) => {
      child.once('message', message => resolve(message as AzuritePorts));
      child.once('error', reject);
      child.once('exit', () =>
        reject(new Error(`Azurite did not start: ${complaint.trim()}`)),
      );
    });
    return new AzuriteProcess(child, ports);
  }

  private constructor(child: ChildProcess, ports: AzuritePorts) {
    this.#child = child;
    this.ports = ports;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
      return;
    }
    const exit = once(this.#child, 'exit');
    if (this.#child.connected) {
      this.#child.send('close');
    }
    await exit;
  }
}
