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

import { createServer } from 'node:http';
import { Agent, request } from 'node:https';
import { pipeline } from 'node:stream';

/**
 * The least that a portal could do: it passes each request on to storage and
 * the answer back, and looks at nothing.
 */
function main() {
  const target = new URL(process.env.BENCH_TARGET ?? '');
  const agent = new Agent({ keepAlive: true });
  const server = createServer((req, res) => {
    const { host: _, ...headers } = req.headers;
    const upstream = request(
      new URL(`${target.origin}${req.url}`),
      { method: req.method, headers, agent },
      answer => {
        res.writeHead(answer.statusCode ?? 502, answer.headers);
        pipeline(answer, res, () => undefined);
      },
    );
    upstream.on('error', () => res.destroy());
    upstream.end();
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address && typeof address === 'object') {
      process.send?.({ origin: `http://127.0.0.1:${address.port}` });
    }
  });
}

main();
