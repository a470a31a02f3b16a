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

import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { LocalAzure } from 'local-azure';
import { ContractProxy, startContractProxy } from './startContractProxy';
import {
  startTestPortal,
  TestCall,
  TestPortal,
  TestPortalOptions,
} from './startTestPortal';

const API = '/api/azure-blob/v1/entities';

/** Calls a portal of its own, and reads what that has put on record. */
export class TestClient {
  /** All tokens that were sent. */
  readonly tokens: string[] = [];
  readonly portal: TestPortal;
  readonly azure: LocalAzure;
  readonly knex: Knex;
  readonly #contract: ContractProxy;

  static async start(
    azure: LocalAzure,
    knex: Knex,
    config?: JsonObject,
    more: Pick<TestPortalOptions, 'entities' | 'features'> = {},
  ): Promise<TestClient> {
    const portal = await startTestPortal({ ...more, azure, knex, config });
    const contract = await startContractProxy({ target: portal.origin });
    return new TestClient(azure, knex, portal, contract);
  }

  private constructor(
    azure: LocalAzure,
    knex: Knex,
    portal: TestPortal,
    contract: ContractProxy,
  ) {
    this.azure = azure;
    this.knex = knex;
    this.portal = portal;
    this.#contract = contract;
  }

  /** Below the entities, such as `component/default/pay/access`. */
  async send(
    path: string,
    call: TestCall = { user: 'alice' },
    origin = this.portal.origin,
    body?: object,
  ): Promise<Response> {
    const headers = await this.portal.headers(call);
    this.tokens.push(...Object.values(headers));
    return fetch(`${origin}${API}/${path}`, {
      headers: {
        ...headers,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
  }

  /** Through the OpenAPI document, in both directions. */
  async get(path: string, call?: TestCall) {
    return this.#check(await this.send(path, call, this.#contract.origin));
  }

  /** As {@link TestClient.get}, with a body. */
  async post(path: string, sent: object, call?: TestCall) {
    const { origin } = this.#contract;
    return this.#check(await this.send(path, call, origin, sent));
  }

  /** Where everything is held against the OpenAPI document. */
  get contractOrigin(): string {
    return this.#contract.origin;
  }

  async #check(response: Response) {
    const body = await response.text();
    if (response.status === 599) {
      throw new Error(body);
    }
    return { status: response.status, body: JSON.parse(body) };
  }

  /** One sentence a row. */
  async readAudit(): Promise<string[]> {
    const rows = await this.knex('audit_events').orderBy('seq');
    return rows.map(row =>
      ['phase', 'operation', 'actor_ref', 'blob', 'result', 'code']
        .map(name => row[name])
        .filter(Boolean)
        .join(' '),
    );
  }

  /** Back to the demo world, with nothing on record. */
  async reset(): Promise<void> {
    const { storage } = this.azure;
    storage.assignments.reset();
    storage.faults.clear();
    storage.requests.length = 0;
    await this.knex('scope_bindings').delete();
    await this.knex('runs').delete();
    await this.knex('run_scopes').delete();
    await this.knex('audit_event_owners').delete();
    await this.knex('audit_events').delete();
  }

  async stop(): Promise<void> {
    await this.#contract.stop();
    await this.portal.stop();
  }
}
