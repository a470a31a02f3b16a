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

import { LoggerService } from '@backstage/backend-plugin-api';
import {
  AzureBlobGrant,
  AzureBlobGrantSource,
} from 'backstage-plugin-azure-blob-node';
import { withTimeout } from '../../withTimeout';

const TIMEOUT_MS = 5_000;

/** What the sources say, and whether one of them said nothing. */
export interface KnownGrants {
  grants: AzureBlobGrant[];
  incomplete: boolean;
}

/** Asks every source of grants. */
export class GrantSources {
  readonly #sources: AzureBlobGrantSource[];
  readonly #logger: LoggerService;

  private constructor(sources: AzureBlobGrantSource[], logger: LoggerService) {
    this.#sources = sources;
    this.#logger = logger;
  }

  static create(options: {
    sources: AzureBlobGrantSource[];
    logger: LoggerService;
  }): GrantSources {
    return new GrantSources(options.sources, options.logger);
  }

  /** Never throws: other reasons for access do not depend on grants. */
  async list(
    options: Parameters<AzureBlobGrantSource['listGrants']>[0],
  ): Promise<KnownGrants> {
    const answers = await Promise.all(
      this.#sources.map(source => this.#ask(source, options)),
    );
    return {
      grants: answers.flatMap(grants => grants ?? []),
      incomplete: answers.includes(undefined),
    };
  }

  async #ask(
    source: AzureBlobGrantSource,
    options: Parameters<AzureBlobGrantSource['listGrants']>[0],
  ): Promise<AzureBlobGrant[] | undefined> {
    try {
      const asked = (async () => source.listGrants(options))();
      return await withTimeout(asked, TIMEOUT_MS);
    } catch (error) {
      this.#logger.error('A source of grants does not answer', {
        reason: error instanceof Error ? error.name : 'unknown',
      });
      return undefined;
    }
  }
}
