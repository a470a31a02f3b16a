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

import { once } from 'node:events';
import { createServer, get, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { abortOnClose } from './abortOnClose';

describe('abortOnClose', () => {
  let server: Server;

  beforeEach(async () => {
    server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  async function request() {
    const { port } = server.address() as AddressInfo;
    const asked = once(server, 'request');
    const client = get({ host: '127.0.0.1', port });
    client.on('error', () => {});
    const [, res]: ServerResponse[] = await asked;
    return { client, res };
  }

  it('should abort when the client goes away', async () => {
    const { client, res } = await request();
    const signal = abortOnClose(res);
    expect(signal.aborted).toBe(false);
    client.destroy();
    await once(signal, 'abort');
  });

  it('should abort for a client that had gone before', async () => {
    const { client, res } = await request();
    client.destroy();
    await once(res, 'close');
    expect(abortOnClose(res).aborted).toBe(true);
  });

  it('should not abort once the client has its answer', async () => {
    const { client, res } = await request();
    const signal = abortOnClose(res);
    client.once('response', answer => answer.resume());
    const closed = once(res, 'close');
    res.end('all of it');
    await closed;
    expect(signal.aborted).toBe(false);
  });
});
