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
process.on('message', async ({ url, headers }) => {
  const response = await fetch(url, { headers });
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.length;
  }
  process.send({
    status: response.status,
    bytes,
    expected: Number(response.headers.get('content-length')),
  });
});
