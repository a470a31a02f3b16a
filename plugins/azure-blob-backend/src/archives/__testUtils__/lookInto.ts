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

import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import { AzureBlobArchiveEntries } from 'backstage-plugin-azure-blob-common';
import { Request, Response } from 'express';
import { createTestSession } from '../../__testUtils__/createTestSession';
import { MemoryBlobStore } from '../../__testUtils__/MemoryBlobStore';
import { AccessSession } from '../../access';
import { listArchiveEntries } from '../listArchiveEntries';
import { sendArchiveEntry } from '../sendArchiveEntry';

/** What an answer came to. */
export interface Answer {
  body: Buffer;
  headers: Record<string, string>;
  /** Whether the connection was broken before its end. */
  isBroken: boolean;
  result: string;
  code?: string;
}

/** Looks into archives of a store, as the routes do. */
export class Looker {
  readonly session: AccessSession;

  constructor(store: MemoryBlobStore) {
    this.session = createTestSession(store);
  }

  list(
    path: string,
    options: { cursor?: string; limit?: number } = {},
  ): Promise<AzureBlobArchiveEntries> {
    const { signal } = new AbortController();
    const { session } = this;
    return listArchiveEntries({
      session,
      signal,
      path,
      limit: 1_000,
      ...options,
    });
  }

  async open(
    path: string,
    entry: string,
    options: { length?: number; method?: string } = {},
  ): Promise<Answer> {
    const { length, method = 'GET' } = options;
    const chunks: Buffer[] = [];
    const headers: Record<string, string> = {};
    const sink = new Writable({
      write(chunk, _encoding, done) {
        chunks.push(chunk);
        done();
      },
    });
    const res = Object.assign(sink as EventEmitter, {
      set: (values: Record<string, string>) => Object.assign(headers, values),
      setTimeout: () => undefined,
    }) as unknown as Response;
    const { result, code } = await sendArchiveEntry({
      session: this.session,
      path,
      entry,
      length,
      req: { method } as Request,
      res,
      signal: new AbortController().signal,
    });
    return {
      body: Buffer.concat(chunks),
      headers,
      isBroken: !sink.writableFinished,
      result,
      code,
    };
  }
}
