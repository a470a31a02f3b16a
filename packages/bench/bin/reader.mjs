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

/*
 * Reads what it is told to, throws it away, and says how much it was.
 */
import { Agent, get } from 'node:https';

// Read as the plugin reads: one buffer for all, and nothing to collect.
const buffer = Buffer.alloc(16 * 1024);
const agent = new Agent({
  keepAlive: true,
  onread: {
    buffer,
    callback(length) {
      this.emit('data', buffer.subarray(0, length));
      return true;
    },
  },
});

process.on('message', ({ url, headers }) => {
  get(url, { headers, agent }, response => {
    const expected = Number(response.headers['content-length']);
    let bytes = 0;
    response.on('data', chunk => {
      bytes += chunk.length;
    });
    response.on('end', () => {
      process.send({ status: response.statusCode, bytes, expected });
    });
  });
});
