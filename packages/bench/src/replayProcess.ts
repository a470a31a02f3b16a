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

import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';

/** A storage that has its one answer ready, and sends it at once. */
function main() {
  const page = readFileSync(process.env.BENCH_PAGE ?? '');
  const server = createServer(
    {
      cert: process.env.BENCH_CERTIFICATE,
      key: process.env.BENCH_PRIVATE_KEY,
    },
    (_, res) => {
      res.writeHead(200, {
        'content-type': 'application/xml',
        'content-length': page.length,
        'x-ms-version': '2026-10-06',
      });
      res.end(page);
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
