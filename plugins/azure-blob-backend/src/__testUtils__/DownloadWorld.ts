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

import { setTimeout as sleep } from 'node:timers/promises';
import { JsonObject } from '@backstage/types';
import {
  AzureBlobDownload,
  AzureBlobDownloadLink,
} from 'backstage-plugin-azure-blob-common';
import { Knex } from 'knex';
import { LocalAzure, world } from 'local-azure';
import { putTestBlob } from './fillStorage';
import { createTestConfig } from './startTestPortal';
import { TestClient } from './TestClient';

/** Where links to blobs of `payments-api` are made. */
export const LINKS = 'component/default/payments-api/download-links';
export const REPORT = 'run-2/report é.html';
export const CONTENT = '<script>alert(1)</script>';
export const OTHER = 'run-2/other.txt';
const STATES = '/api/azure-blob/v1/download-states';

/** A portal whose links are tickets, and two whose links lead into storage. */
export class DownloadWorld {
  readonly client: TestClient;
  readonly sasClient: TestClient;
  readonly boundClient: TestClient;
  readonly azure: LocalAzure;
  readonly knex: Knex;

  static async start(azure: LocalAzure, knex: Knex): Promise<DownloadWorld> {
    const start = (config?: JsonObject) =>
      TestClient.start(azure, knex, config);
    return new DownloadWorld(azure, knex, [
      await start(),
      await start(createSasConfig(azure, { correlationId: true })),
      await start(createSasConfig(azure, { bindToUser: true })),
    ]);
  }

  private constructor(azure: LocalAzure, knex: Knex, clients: TestClient[]) {
    this.azure = azure;
    this.knex = knex;
    [this.client, this.sasClient, this.boundClient] = clients;
  }

  async stop(): Promise<void> {
    await this.client.stop();
    await this.sasClient.stop();
    await this.boundClient.stop();
  }

  async reset(): Promise<void> {
    await this.client.reset();
    await this.knex('download_tickets').delete();
    await this.knex('download_states').delete();
    await putTestBlob(this.azure, REPORT, CONTENT);
    await putTestBlob(this.azure, OTHER, 'other');
    this.azure.storage.requests.length = 0;
  }

  /** Through the OpenAPI document; for the report where nothing else is said. */
  async createLinks(
    body: object = {},
    client = this.client,
  ): Promise<AzureBlobDownloadLink[]> {
    const answer = await client.post(LINKS, {
      location: 'artifacts',
      paths: [REPORT],
      ...body,
    });
    if (answer.status !== 200) {
      throw new Error(`No links: ${JSON.stringify(answer.body)}`);
    }
    return answer.body.links;
  }

  /** Past the OpenAPI document, as alice. */
  send(
    body: object,
    options: {
      client?: TestClient;
      headers?: Record<string, string>;
      query?: string;
    } = {},
  ): Promise<Response> {
    const { client = this.client, headers, query = '' } = options;
    const call = { user: 'alice', headers };
    return client.send(LINKS + query, call, client.portal.origin, {
      location: 'artifacts',
      ...body,
    });
  }

  /** As a browser goes there: without a header of ours. */
  follow(
    { url }: { url: string },
    init: RequestInit = {},
    client = this.client,
  ): Promise<Response> {
    return fetch(client.portal.origin + new URL(url).pathname, init);
  }

  /** How a download goes, or with another method what comes of that. */
  async askState(
    id: string,
    options: { user?: string; method?: string; client?: TestClient } = {},
  ): Promise<{ status: number; body?: AzureBlobDownload }> {
    const { user = 'alice', method, client = this.client } = options;
    const response = await fetch(`${client.contractOrigin}${STATES}/${id}`, {
      method,
      headers: await client.portal.headers({ user, assertion: undefined }),
    });
    const text = await response.text();
    if (response.status === 599) {
      throw new Error(text);
    }
    return {
      status: response.status,
      ...(text && { body: JSON.parse(text) }),
    };
  }

  /** The state once it is one of these. */
  async waitForState(
    id: string,
    ...states: Array<AzureBlobDownload['state']>
  ): Promise<AzureBlobDownload> {
    for (;;) {
      const { body } = await this.askState(id);
      if (body && states.includes(body.state)) {
        return body;
      }
      await sleep(100);
    }
  }

  /** The last outcome is written once the last byte has gone out. */
  async readSettledAudit(): Promise<string[]> {
    for (;;) {
      const rows = await this.client.readAudit();
      const isOpen = (row: string) => row.startsWith('intent');
      if (rows.filter(isOpen).length * 2 <= rows.length) {
        return rows;
      }
      await sleep(20);
    }
  }
}

export async function readCode(response: Response): Promise<unknown[]> {
  const { error } = await response.json();
  return [response.status, error.code];
}

function createSasConfig(
  { storage, ...azure }: LocalAzure,
  sas: JsonObject,
): JsonObject {
  return {
    ...createTestConfig({ storage, ...azure }),
    accounts: [
      {
        name: world.account.name,
        endpoint: storage.blobEndpoint,
        downloads: 'sas',
        sas,
      },
    ],
  };
}
