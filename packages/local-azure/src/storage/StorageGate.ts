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

import { Agent, IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { SigningKeys } from '../entra/SigningKeys';
import { GateFault, GateRequest } from '../types';
import { world } from '../world';
import { StorageCaller, authenticate, isSecured } from './authenticate';
import { answerDelegationKey } from './delegationKeys';
import { Faults } from './Faults';
import { forwardRequest, refuse } from './forward';
import {
  StorageError,
  authenticationFailed,
  invalidInput,
  permissionMismatch,
} from './StorageError';
import { StorageTarget, parseStorageTarget } from './StorageTarget';

/** What the gates of the blob and the queue service share. */
export interface StorageGateOptions {
  /** The port of Azurite for plain http, and the one for what came over TLS. */
  ports: { plain: number; secured: number };
  keys: SigningKeys;
  authorizationUri: string;
  /** Where the gate itself listens. */
  host(): string;
  faults: Faults;
  requests: GateRequest[];
  /** Whether a principal, by its name, may do what a request does. */
  allows(
    principal: string,
    request: IncomingMessage,
    target: StorageTarget,
  ): boolean;
}

/** Stands before a service of Azurite, which itself trusts every token. */
export class StorageGate {
  readonly #options: StorageGateOptions;
  readonly #agent = new Agent({ keepAlive: true, maxFreeSockets: 64 });
  readonly #names: ReadonlyMap<string, string>;

  constructor(options: StorageGateOptions) {
    this.#options = options;
    this.#names = new Map(
      [...world.users, world.apiApp.servicePrincipal].map(({ oid, name }) => [
        oid,
        name,
      ]),
    );
  }

  handle = async (
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> => {
    const url = request.url ?? '/';
    const { range, 'x-ms-range': msRange } = request.headers;
    const record: GateRequest = {
      method: request.method ?? 'GET',
      url,
      range: msRange?.toString() ?? range,
      status: 0,
      bytesSent: 0,
      aborted: false,
    };
    this.#options.requests.push(record);
    response.once('close', () => {
      record.aborted = !response.writableFinished;
    });
    try {
      await this.#serve(request, response, record);
    } catch (error) {
      refuse(response, record, error);
    }
  };

  stop(): void {
    this.#agent.destroy();
  }

  async #serve(
    request: IncomingMessage,
    response: ServerResponse,
    record: GateRequest,
  ): Promise<void> {
    const { ports, keys, faults, host } = this.#options;
    const target = parseStorageTarget(record.url, world.account.name);
    const caller = await authenticate(request, target, {
      keys,
      authorizationUri: this.#options.authorizationUri,
    });
    if (caller.kind === 'bearer') {
      record.oid = caller.oid;
    }
    if (caller.kind === 'delegated' && caller.correlationId !== undefined) {
      record.correlationId = caller.correlationId;
    }
    const fault = faults.take(record.url);
    await applyFault(fault);
    this.#authorize(caller, request, target);
    if (target.query.get('comp') === 'userdelegationkey') {
      await this.#delegate(caller, request, response, record);
      return;
    }
    await forwardRequest(request, response, {
      // What was verified here is signed so that Azurite takes it, by itself.
      ...(caller.kind === 'delegated'
        ? { url: caller.url, dropped: ['authorization'] }
        : { url: target.url }),
      record,
      resetAfterBytes: fault?.resetAfterBytes,
      upstream: {
        port: isSecured(request) ? ports.secured : ports.plain,
        agent: this.#agent,
        host: host(),
      },
    });
  }

  /** For a token alone, and with nothing of Azurite's own keys. */
  async #delegate(
    caller: StorageCaller,
    request: IncomingMessage,
    response: ServerResponse,
    record: GateRequest,
  ): Promise<void> {
    if (caller.kind !== 'bearer') {
      throw authenticationFailed(
        'Only authentication scheme Bearer is supported.',
      );
    }
    const { oid } = caller;
    await answerDelegationKey(request, response, { oid, record });
  }

  #authorize(
    caller: StorageCaller,
    request: IncomingMessage,
    target: StorageTarget,
  ): void {
    if (target.query.get('comp') === 'batch') {
      // Every part of a batch names a caller of its own, whom Azurite believes.
      throw new StorageError(
        501,
        'NotImplemented',
        'Local Azure does not take batches.',
      );
    }
    if (caller.kind !== 'key') {
      const principal = this.#names.get(caller.oid);
      if (!principal || !this.#options.allows(principal, request, target)) {
        throw permissionMismatch();
      }
    }
    for (const range of [
      request.headers.range,
      request.headers['x-ms-range'],
    ]) {
      if (range !== undefined && /^bytes\s*=\s*-/.test(`${range}`)) {
        // Azurite's answer to a range from the end is not even HTTP.
        throw invalidInput(
          'InvalidHeaderValue',
          'The value for one of the HTTP headers is not in the correct format.',
        );
      }
    }
  }
}

async function applyFault(fault: GateFault | undefined): Promise<void> {
  if (fault?.delayMs !== undefined) {
    await sleep(fault.delayMs);
  }
  if (fault?.status !== undefined) {
    throw new StorageError(
      fault.status,
      fault.code ?? 'ServerBusy',
      'Local Azure was told to answer with this error.',
      fault.headers,
    );
  }
}
