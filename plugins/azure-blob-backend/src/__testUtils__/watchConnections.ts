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

import { Socket } from 'node:net';

/** What was connected to while it was watched. */
export interface ConnectionWatch {
  hosts: Set<string>;
  stop(): void;
}

/**
 * Sees every connection of the process, whichever library makes it, and lets
 * none leave this machine.
 */
export function watchConnections(): ConnectionWatch {
  const hosts = new Set<string>();
  const { connect } = Socket.prototype;
  const spy = jest
    .spyOn(Socket.prototype, 'connect')
    .mockImplementation(function watched(this: Socket, ...args: unknown[]) {
      const host = readHost(args);
      hosts.add(host);
      if (!['localhost', '127.0.0.1', '::1'].includes(host)) {
        process.nextTick(() => this.destroy(new Error(`No way to ${host}`)));
        return this;
      }
      return Reflect.apply(connect, this, args);
    });
  return { hosts, stop: () => spy.mockRestore() };
}

/** Node hands on its own arguments as a list in the first of them. */
function readHost(args: unknown[]): string {
  const [first, second] = args.flat();
  if (typeof first === 'object' && first !== null) {
    return 'host' in first && first.host ? String(first.host) : 'localhost';
  }
  return typeof second === 'string' ? second : 'localhost';
}
