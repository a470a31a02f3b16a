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

import { isRestError } from '@azure/core-rest-pipeline';
import type { BlockBlobClient, ContainerClient } from '@azure/storage-blob';
import { CliError } from '../CliError';
import { callStorage } from '../storage/callStorage';
import { RunStatus } from './runStatus';

const ROLE = 'Storage Blob Data Contributor';

/** The `run.json` of a run. */
export interface RunManifestContent {
  number?: number;
  title?: string;
  branch?: string;
  commit?: string;
  commitUrl?: string;
  triggeredBy?: string;
  pipelineUrl?: string;
  version?: string;
  startedAt: string;
  status: RunStatus | 'running' | 'unknown';
  finishedAt?: string;
  size?: number;
  files?: number;
}

/** The `run.json` of one run, in storage. */
export class RunManifest {
  readonly #container: ContainerClient;
  readonly #blob: BlockBlobClient;
  #etag: string | undefined;

  private constructor(container: ContainerClient, folder: string) {
    this.#container = container;
    this.#blob = container.getBlockBlobClient(`${folder}/run.json`);
  }

  /**
   * Writes it first, so that the run is seen while it is uploaded.
   *
   * @throws {@link CliError} where the run is there already, and has ended.
   */
  static async begin(options: {
    container: ContainerClient;
    folder: string;
    content: RunManifestContent;
    force?: boolean;
  }): Promise<RunManifest> {
    const { container, folder, content, force } = options;
    const manifest = new RunManifest(container, folder);
    try {
      await manifest.#write(content, force ? {} : { ifNoneMatch: '*' });
    } catch (error) {
      if (!isConflict(error)) {
        throw error;
      }
      if (!(await manifest.#isRunning())) {
        throw new CliError(
          'exists',
          `The run "${folder}" has been published already. Add --force to replace it.`,
        );
      }
      await manifest.#write(content, { ifMatch: manifest.#etag });
    }
    return manifest;
  }

  /** Writes it for the last time. */
  async end(content: RunManifestContent): Promise<void> {
    try {
      await this.#write(content, { ifMatch: this.#etag });
    } catch (error) {
      throw isConflict(error)
        ? new CliError(
            'failed',
            'Somebody else has published the same run at the same time.',
          )
        : error;
    }
  }

  async #write(
    content: RunManifestContent,
    conditions: { ifMatch?: string; ifNoneMatch?: string },
  ): Promise<void> {
    const body = `${JSON.stringify(content, undefined, 2)}\n`;
    const { etag } = await callStorage(this.#container, ROLE, () =>
      this.#blob.upload(body, Buffer.byteLength(body), {
        conditions,
        blobHTTPHeaders: { blobContentType: 'application/json' },
      }),
    );
    this.#etag = etag;
  }

  async #isRunning(): Promise<boolean> {
    const { etag, readableStreamBody } = await callStorage(
      this.#container,
      ROLE,
      () => this.#blob.download(),
    );
    this.#etag = etag;
    let text = '';
    for await (const chunk of readableStreamBody ?? []) {
      text += chunk;
    }
    try {
      return JSON.parse(text).status === 'running';
    } catch {
      return false;
    }
  }
}

function isConflict(error: unknown): boolean {
  return isRestError(error) && [409, 412].includes(error.statusCode ?? 0);
}
