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

import { AddressInfo } from 'node:net';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import express from 'express';
import { AuditOutcome } from '../audit';
import { sendJsonLines } from './sendJsonLines';

async function serve(
  events: AsyncGenerator<object>,
  act: (url: string, access: AbortController) => Promise<void>,
): Promise<AuditOutcome> {
  const access = new AbortController();
  const client = new AbortController();
  const app = express();
  const outcome = new Promise<AuditOutcome>((resolve, reject) => {
    app.get('/', (_req, res) => {
      res.once('close', () => res.writableFinished || client.abort());
      const signal = AbortSignal.any([access.signal, client.signal]);
      sendJsonLines({
        ...{ events, res, signal },
        client: client.signal,
        countBytes: () => 7,
      }).then(resolve, reject);
    });
  });
  const server = app.listen(0, '127.0.0.1');
  try {
    await new Promise(resolve => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await act(`http://127.0.0.1:${port}/`, access);
    return await outcome;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('sendJsonLines', () => {
  it('should send each event as soon as it is there', async () => {
    let goOn = () => {};
    const seen = new Promise<void>(resolve => {
      goOn = resolve;
    });
    async function* events() {
      yield { type: 'first' };
      await seen;
      yield { type: 'last' };
    }
    const outcome = await serve(events(), async url => {
      const response = await fetch(url);
      let text = '';
      for await (const bytes of response.body ?? []) {
        text += Buffer.from(bytes);
        goOn();
      }
      expect(text).toBe('{"type":"first"}\n{"type":"last"}\n');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    });
    expect(outcome).toEqual({ result: 'succeeded', bytes: 7 });
  });

  it.each([
    [
      new AzureBlobError('BlobChanged', 'It has changed.', {
        cause: new Error('<upstream/>'),
      }),
      { code: 'BlobChanged', message: 'It has changed.' },
    ],
    [
      new Error('<upstream/>'),
      { code: 'Unexpected', message: 'Something went wrong in the portal.' },
    ],
  ])(
    'should end with %s, and nothing that is behind it',
    async (error, shown) => {
      async function* events() {
        yield { type: 'first' };
        throw error;
      }
      const outcome = await serve(events(), async url => {
        const lines = (await (await fetch(url)).text()).split('\n');
        expect(JSON.parse(lines[1])).toEqual({ type: 'error', ...shown });
        expect(lines.slice(2)).toEqual(['']);
      });
      expect(outcome).toEqual({ result: 'failed', code: shown.code, bytes: 7 });
    },
  );

  it('should end with the access, and say why', async () => {
    async function* events() {
      for (let i = 0; ; i++) {
        yield { i };
        await new Promise(resolve => setTimeout(resolve, 1));
      }
    }
    const locked = new AzureBlobError('Locked', 'It is locked.');
    await serve(events(), async (url, access) => {
      const response = await fetch(url);
      access.abort(locked);
      expect((await response.text()).trim().split('\n').at(-1)).toBe(
        '{"type":"error","code":"Locked","message":"It is locked."}',
      );
    });
  });

  it('should make no more than is taken, and nothing for who has left', async () => {
    let made = 0;
    let isClosed = false;
    async function* events() {
      try {
        for (;;) {
          made += 1;
          yield { text: 'x'.repeat(100_000) };
        }
      } finally {
        isClosed = true;
      }
    }
    const outcome = await serve(events(), async url => {
      const controller = new AbortController();
      await fetch(url, { signal: controller.signal });
      let before = -1;
      while (made > before) {
        before = made;
        await new Promise(resolve => setTimeout(resolve, 200));
      }
      expect(made).toBeLessThan(1_000);
      controller.abort();
    });
    expect(outcome).toEqual({ result: 'aborted', bytes: 7 });
    expect(isClosed).toBe(true);
  });
});
