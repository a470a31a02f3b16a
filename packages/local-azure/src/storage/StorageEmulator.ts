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

import { IncomingMessage } from 'node:http';
import { BlobServiceClient } from '@azure/storage-blob';
import { Certificates } from '../certificates';
import { SigningKeys } from '../entra/SigningKeys';
import { DualListener } from '../net/DualListener';
import { serveSwitches } from '../switches/serveSwitches';
import { GateRequest, LocalAzure, LocalAzurePorts } from '../types';
import { world } from '../world';
import { AzuriteProcess } from './AzuriteProcess';
import { Faults } from './Faults';
import { classifyRequest } from './operations';
import { RoleAssignments } from './RoleAssignments';
import { StorageGate } from './StorageGate';
import { createStorageSwitches } from './storageSwitches';
import { StorageTarget } from './StorageTarget';

/** The storage account: Azurite, and a gate before each of its services. */
export class StorageEmulator {
  readonly #azurite: AzuriteProcess;
  readonly #faults = new Faults();
  readonly #requests: GateRequest[] = [];
  readonly #assignments = new RoleAssignments();
  readonly #listeners: DualListener[] = [];
  readonly #gates: StorageGate[] = [];

  /** Stopping it leaves `azurite` to whoever has started that. */
  static async create(options: {
    ports: LocalAzurePorts;
    certificates: Certificates;
    keys: SigningKeys;
    authorizationUri: string;
    azurite: AzuriteProcess;
  }): Promise<StorageEmulator> {
    const emulator = new StorageEmulator(options.azurite);
    try {
      await emulator.#open(options);
      await emulator.#createContainers();
    } catch (error) {
      await emulator.stop();
      throw error;
    }
    return emulator;
  }

  private constructor(azurite: AzuriteProcess) {
    this.#azurite = azurite;
  }

  async #open(options: {
    ports: LocalAzurePorts;
    certificates: Certificates;
    keys: SigningKeys;
    authorizationUri: string;
  }): Promise<void> {
    const inner = this.#azurite.ports;
    const switches = createStorageSwitches({
      assignments: this.#assignments,
      faults: this.#faults,
    });
    const services = [
      {
        name: 'blob storage',
        port: options.ports.blob,
        inner: { plain: inner.blob, secured: inner.securedBlob },
        allows: (
          principal: string,
          request: IncomingMessage,
          target: StorageTarget,
        ) =>
          this.#assignments.allows(
            principal,
            classifyRequest(request.method ?? 'GET', request.headers, target),
          ),
      },
      {
        name: 'queue storage',
        port: options.ports.queue,
        inner: { plain: inner.queue, secured: inner.securedQueue },
        // Queues are between services: no person has a role on any of them.
        allows: (principal: string) =>
          principal === world.apiApp.servicePrincipal.name,
      },
    ];
    for (const service of services) {
      let port = service.port;
      const gate = new StorageGate({
        ports: service.inner,
        keys: options.keys,
        authorizationUri: options.authorizationUri,
        host: () => `localhost:${port}`,
        faults: this.#faults,
        requests: this.#requests,
        allows: service.allows,
      });
      this.#gates.push(gate);
      const listener = await DualListener.create({
        name: service.name,
        port,
        certificates: options.certificates,
        handle: (request, response) =>
          serveSwitches(switches, request, response) ||
          gate.handle(request, response),
      });
      port = listener.port;
      this.#listeners.push(listener);
    }
  }

  async #createContainers(): Promise<void> {
    const service = BlobServiceClient.fromConnectionString(
      this.connectionString,
    );
    await Promise.all(
      Object.values(world.containers).map(container =>
        service.getContainerClient(container).createIfNotExists(),
      ),
    );
  }

  get connectionString(): string {
    const { name, key } = world.account;
    const { blob, queue } = this.#azurite.ports;
    return [
      'DefaultEndpointsProtocol=http',
      `AccountName=${name}`,
      `AccountKey=${key}`,
      `BlobEndpoint=http://127.0.0.1:${blob}/${name}`,
      `QueueEndpoint=http://127.0.0.1:${queue}/${name}`,
    ].join(';');
  }

  /** What tests and the demo may do with the account. */
  toPublic(): LocalAzure['storage'] {
    const [blob, queue] = this.#listeners;
    return {
      blobEndpoint: `https://localhost:${blob.port}/${world.account.name}`,
      queueEndpoint: `https://localhost:${queue.port}/${world.account.name}`,
      connectionString: this.connectionString,
      requests: this.#requests,
      assignments: this.#assignments,
      faults: this.#faults,
    };
  }

  async stop(): Promise<void> {
    await Promise.all(this.#listeners.map(listener => listener.stop()));
    for (const gate of this.#gates) {
      gate.stop();
    }
  }
}
