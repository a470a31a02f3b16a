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

import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobServiceClient, ContainerClient } from '@azure/storage-blob';
import { LocalAzure, startLocalAzure } from 'local-azure';

const bin = join(__dirname, '../../bin/backstage-azure-blob');
/** Who the API app is in the tenant: here it stands for a pipeline. */
const PIPELINE = 'azure-blob-api';

/** How the command ended. */
export interface CliResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The real command, as a process of its own, beside a local Azure. */
export class CliWorld {
  readonly azure: LocalAzure;
  /** A folder of its own. */
  readonly directory: string;

  private constructor(azure: LocalAzure, directory: string) {
    this.azure = azure;
    this.directory = directory;
  }

  static async start(): Promise<CliWorld> {
    const directory = await mkdtemp(join(tmpdir(), 'azure-blob-cli-'));
    const azure = await startLocalAzure();
    const world = new CliWorld(azure, directory);
    await writeFile(join(directory, 'ca.pem'), azure.certificateAuthority);
    for (const container of ['artifacts', 'logs']) {
      await world.container(container).createIfNotExists();
    }
    world.reset();
    return world;
  }

  async stop(): Promise<void> {
    await this.azure.stop();
    await rm(this.directory, { recursive: true });
  }

  /** The pipeline may write, and nothing fails. */
  reset(): void {
    const { assignments, faults } = this.azure.storage;
    faults.clear();
    assignments.reset();
    for (const container of ['artifacts', 'logs']) {
      assignments.add({
        user: PIPELINE,
        role: 'Storage Blob Data Contributor',
        container,
      });
    }
  }

  /** Takes its role on a container from the pipeline. */
  revoke(container: string): void {
    this.azure.storage.assignments.remove(PIPELINE, container);
  }

  /** Past the gate. */
  container(name: string): ContainerClient {
    return BlobServiceClient.fromConnectionString(
      this.azure.storage.connectionString,
    ).getContainerClient(name);
  }

  async readText(container: string, name: string): Promise<string> {
    const blob = this.container(container).getBlobClient(name);
    return (await blob.downloadToBuffer()).toString();
  }

  /** Names of what is in a container, in order. */
  async listNames(container: string, prefix: string): Promise<string[]> {
    const names: string[] = [];
    for await (const { name } of this.container(container).listBlobsFlat({
      prefix,
    })) {
      names.push(name.slice(prefix.length));
    }
    return names;
  }

  /** Signed in as a federated workload, unless `env` says otherwise. */
  async run(
    args: string[],
    env: Record<string, string> = {},
  ): Promise<CliResult> {
    const { azure, directory } = this;
    const tokenFile = join(directory, 'token');
    await writeFile(tokenFile, await azure.entra.issueClientAssertion());
    const child = spawn(process.execPath, [bin, ...args], {
      cwd: directory,
      env: {
        PATH: process.env.PATH,
        NODE_EXTRA_CA_CERTS: join(directory, 'ca.pem'),
        AZURE_AUTHORITY_HOST: azure.entra.origin,
        AZURE_CLIENT_ID: '5a1f7f5e-0c1d-4c57-9f51-c0a7050b0002',
        AZURE_FEDERATED_TOKEN_FILE: tokenFile,
        AZURE_TENANT_ID: azure.tenantId,
        ...env,
      },
    });
    const result: CliResult = { code: null, stdout: '', stderr: '' };
    child.stdout.on('data', chunk => {
      result.stdout += chunk;
    });
    child.stderr.on('data', chunk => {
      result.stderr += chunk;
    });
    result.code = await new Promise(resolve => child.on('close', resolve));
    return result;
  }

  /** What every command needs to find the account. */
  get target(): string[] {
    return [
      '--account',
      'contosobuilds',
      '--endpoint',
      this.azure.storage.blobEndpoint,
    ];
  }
}
