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

import { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';

const FILES_PER_RUN = 100;
const MODIFIED = 'Sun, 22 Nov 2026 12:00:00 GMT';

/** How many runs each scope has, by its prefix. */
const scopes: Record<string, number> = JSON.parse(
  process.env.BENCH_SCOPES ?? '{}',
);

/** A storage with more blobs than one could fill in; it makes them up. */
function main() {
  const server = createServer(
    {
      cert: process.env.BENCH_CERTIFICATE,
      key: process.env.BENCH_PRIVATE_KEY,
    },
    (req, res) => {
      const url = new URL(req.url ?? '', 'https://localhost');
      if (url.searchParams.get('comp') === 'list') {
        sendList(url.searchParams, res);
      } else {
        sendBlob(decodeURIComponent(url.pathname), req, res);
      }
    },
  );
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address && typeof address === 'object') {
      process.send?.({ origin: `https://localhost:${address.port}` });
    }
  });
}

function sendList(query: URLSearchParams, res: ServerResponse) {
  const prefix = query.get('prefix') ?? '';
  const begin = query.get('marker') ?? query.get('startFrom') ?? '';
  const limit = Number(query.get('maxresults') ?? 5_000);
  const items = listItems(prefix);
  const start = begin ? items.findIndex(item => item >= begin) : 0;
  const page = start < 0 ? [] : items.slice(start, start + limit);
  const body = `<?xml version="1.0" encoding="utf-8"?><EnumerationResults><Blobs>${page
    .map(toXml)
    .join('')}</Blobs><NextMarker>${
    (start >= 0 && items[start + limit]) || ''
  }</NextMarker></EnumerationResults>`;
  res.writeHead(200, {
    'content-type': 'application/xml',
    'content-length': body.length,
    'x-ms-version': '2026-10-06',
  });
  res.end(body);
}

const folders = new Map(
  Object.entries(scopes).map(([prefix, runs]) => [
    prefix,
    Array.from({ length: runs }, (_, run) => `${prefix}${run + 1}/`).sort(),
  ]),
);

function listItems(prefix: string): string[] {
  return (
    folders.get(prefix) ??
    Array.from(
      { length: FILES_PER_RUN },
      (_, file) => `${prefix}file-${file}.txt`,
    ).sort()
  );
}

function toXml(name: string): string {
  return name.endsWith('/')
    ? `<BlobPrefix><Name>${name}</Name></BlobPrefix>`
    : `<Blob><Name>${name}</Name><Properties><Last-Modified>${MODIFIED}</Last-Modified><Etag>0x1</Etag><Content-Length>1</Content-Length></Properties></Blob>`;
}

function sendBlob(path: string, req: IncomingMessage, res: ServerResponse) {
  const run = Number(path.split('/').slice(-2)[0]);
  const manifest = JSON.stringify({
    number: run,
    title: 'Fix rounding of refunds',
    branch: run % 3 === 0 ? 'main' : `fix-${run % 100}`,
    commit: 'cd'.repeat(20),
    status: run % 5 === 0 ? 'failed' : 'succeeded',
    triggeredBy: 'alice',
  });
  const isRange = req.headers.range ?? req.headers['x-ms-range'];
  res.writeHead(isRange ? 206 : 200, {
    'content-type': 'application/json',
    'content-length': manifest.length,
    ...(isRange && {
      'content-range': `bytes 0-${manifest.length - 1}/${manifest.length}`,
    }),
    etag: `"0x${run}"`,
    'last-modified': MODIFIED,
    'x-ms-blob-type': 'BlockBlob',
    'x-ms-version': '2026-10-06',
  });
  res.end(manifest);
}

main();
