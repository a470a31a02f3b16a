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

import { IncomingHttpHeaders } from 'node:http';
import { Agent, createServer, request } from 'node:https';
import { buffer } from 'node:stream/consumers';

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Storage that has given an answer before gives it again at once. */
function main() {
  const target = new URL(process.env.BENCH_TARGET ?? '');
  const agent = new Agent({ keepAlive: true });
  const answers = new Map<string, Answer>();
  const server = createServer(
    {
      cert: process.env.BENCH_CERTIFICATE,
      key: process.env.BENCH_PRIVATE_KEY,
    },
    (req, res) => {
      const { host: _, ...headers } = req.headers;
      const range = headers['x-ms-range'] ?? headers.range;
      const key = `${req.method} ${req.url} ${range}`;
      const send = ({ status, headers: sent, body }: Answer) => {
        res.writeHead(status, sent);
        res.end(body);
      };
      const known = answers.get(key);
      if (known) {
        send(known);
        return;
      }
      const upstream = request(
        new URL(`${target.origin}${req.url}`),
        { method: req.method, headers, agent },
        async answer => {
          const {
            connection,
            'keep-alive': _keepAlive,
            ...kept
          } = answer.headers;
          delete kept['transfer-encoding'];
          const body = await buffer(answer);
          const fresh = {
            status: answer.statusCode ?? 502,
            headers:
              req.method === 'HEAD'
                ? kept
                : { ...kept, 'content-length': `${body.length}` },
            body,
          };
          if (
            fresh.status < 300 &&
            (req.method === 'GET' || req.method === 'HEAD')
          ) {
            answers.set(key, fresh);
          }
          send(fresh);
        },
      );
      upstream.on('error', () => res.destroy());
      req.pipe(upstream);
    },
  );
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address && typeof address === 'object') {
      process.send?.({ origin: `https://localhost:${address.port}` });
    }
  });
}

main();
