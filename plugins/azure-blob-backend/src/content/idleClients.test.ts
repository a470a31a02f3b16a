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

import http, { IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { createTestSession } from '../__testUtils__/createTestSession';
import { MemoryBlobStore } from '../__testUtils__/MemoryBlobStore';
import { AuditOutcome } from '../audit';
import { sendContent } from './sendContent';

const SIZE = 32 * 1024 * 1024;

describe('sendContent to idle clients', () => {
  let server: Server;
  let outcome: Promise<AuditOutcome>;

  beforeAll(async () => {
    const blobs = new MemoryBlobStore({ blob: Buffer.alloc(SIZE, 'x') });
    blobs.transform = function* chunks(bytes) {
      for (let offset = 0; offset < bytes.length; offset += 65_536) {
        yield bytes.subarray(offset, offset + 65_536);
      }
    };
    const session = createTestSession(blobs);
    const app = express();
    app.get('/', (req, res) => {
      const controller = new AbortController();
      res.once('close', () => {
        if (!res.writableFinished) {
          controller.abort();
        }
      });
      outcome = sendContent({
        session,
        path: 'blob',
        req,
        res,
        signal: controller.signal,
        idleMilliseconds: 400,
      });
    });
    server = app.listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  async function open(): Promise<IncomingMessage> {
    const { port } = server.address() as AddressInfo;
    return new Promise(resolve => http.get({ port }, resolve));
  }

  it('should let go of one that takes nothing at all', async () => {
    const response = await open();
    response.on('error', () => {});
    const { result, bytes } = await outcome;
    expect(result).toBe('aborted');
    expect(bytes).toBeLessThan(SIZE);
    response.destroy();
  });

  it('should be patient with one that is slow', async () => {
    const started = Date.now();
    let bytes = 0;
    let sinceRest = 0;
    for await (const chunk of await open()) {
      bytes += chunk.length;
      sinceRest += chunk.length;
      if (sinceRest > 2 * 1024 * 1024) {
        sinceRest = 0;
        await sleep(100);
      }
    }
    expect(bytes).toBe(SIZE);
    expect(Date.now() - started).toBeGreaterThan(1_200);
    expect(await outcome).toEqual({ result: 'succeeded', bytes: SIZE });
  });
});
