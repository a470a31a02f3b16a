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

import { AzureBlobClientOptions } from './AzureBlobClientOptions';
import {
  AzureBlobLogApi,
  AzureBlobLogPosition,
  AzureBlobLogRequest,
} from './AzureBlobLogApi';
import { ClientRequests } from './ClientRequests';
import { readEventStream } from './readEventStream';
import { readJsonLines } from './readJsonLines';
import { toContent } from './toContent';
import {
  AzureBlobCallOptions,
  AzureBlobContent,
  AzureBlobLocationRequest,
  AzureBlobLog,
  AzureBlobLogComparison,
  AzureBlobLogLines,
  AzureBlobLogOutline,
  AzureBlobLogQuery,
  AzureBlobLogSearchEvent,
  AzureBlobLogTailEvent,
  AzureBlobLogsSearchEvent,
  AzureBlobVersionRequest,
} from './types';

/**
 * Calls that part of the azure-blob backend plugin which is about logs.
 *
 * @public
 */
export class AzureBlobLogClient implements AzureBlobLogApi {
  readonly #requests: ClientRequests;

  constructor(options: AzureBlobClientOptions) {
    this.#requests = new ClientRequests(options);
  }

  async getLog(
    request: AzureBlobVersionRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobLog> {
    return this.#requests.get(request, 'log', options);
  }

  async getLogOutline(
    request: AzureBlobLogRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobLogOutline> {
    return this.#requests.get(request, 'log/outline', options);
  }

  async getLogLines(
    request: AzureBlobLogRequest & AzureBlobLogPosition & { count: number },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobLogLines> {
    return this.#requests.get(request, 'log/lines', options);
  }

  async readLogText(
    request: AzureBlobLogRequest & { from: number; to: number },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobContent> {
    return toContent(
      await this.#requests.getResponse(request, 'log/text', options),
    );
  }

  async *searchLog(
    request: AzureBlobLogRequest &
      AzureBlobLogQuery & { from?: number; limit?: number },
    options?: AzureBlobCallOptions,
  ): AsyncGenerator<AzureBlobLogSearchEvent> {
    yield* readJsonLines<AzureBlobLogSearchEvent>(
      await this.#requests.getResponse(request, 'log/search', options),
    );
  }

  async *searchLogs(
    request: AzureBlobLocationRequest &
      AzureBlobLogQuery & {
        run?: string;
        runs?: number;
        path?: string;
        limit?: number;
      },
    options?: AzureBlobCallOptions,
  ): AsyncGenerator<AzureBlobLogsSearchEvent> {
    yield* readJsonLines<AzureBlobLogsSearchEvent>(
      await this.#requests.getResponse(request, 'logs/search', options),
    );
  }

  async *tailLog(
    request: AzureBlobLogRequest & { after: number },
    options?: AzureBlobCallOptions,
  ): AsyncGenerator<AzureBlobLogTailEvent> {
    yield* readEventStream<AzureBlobLogTailEvent>(
      await this.#requests.getResponse(request, 'log/tail', options),
    );
  }

  async compareLogs(
    request: AzureBlobLocationRequest & { base: string; head: string },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobLogComparison> {
    return this.#requests.get(request, 'log/comparison', options);
  }
}
