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
 * Azurite as a child process of local Azure. It says which ports it got over
 * the IPC channel, and ends with that channel, so that it cannot outlive its
 * parent whichever way that one ends.
 */

/*
 * Nothing is ever reported to anyone from here, and the library that would do
 * it is most of the time that Azurite takes to load.
 */
const telemetry = require.resolve('applicationinsights', {
  paths: [require.resolve('azurite/package.json')],
});
require.cache[telemetry] = {
  id: telemetry,
  filename: telemetry,
  loaded: true,
  exports: {},
};

process.env.AZURITE_ACCOUNTS = process.argv[2];

const { mkdirSync } = require('node:fs');
const { createServer } = require('node:http');
const { join } = require('node:path');
const BlobConfiguration =
  require('azurite/dist/src/blob/BlobConfiguration').default;
const BlobServer = require('azurite/dist/src/blob/BlobServer').default;
const QueueConfiguration =
  require('azurite/dist/src/queue/QueueConfiguration').default;
const QueueServer = require('azurite/dist/src/queue/QueueServer').default;

const host = '127.0.0.1';
const directory = process.argv[3];

function configure(Configuration, name) {
  const folder = join(directory ?? '', name);
  if (directory) {
    mkdirSync(folder, { recursive: true });
  }
  return new Configuration(
    host,
    0,
    60,
    join(folder, 'metadata.json'),
    join(folder, 'extents.json'),
    [
      {
        locationId: 'Default',
        locationPath: join(folder, 'extents'),
        maxConcurrency: 10,
      },
    ],
    false,
    undefined,
    false,
    undefined,
    false,
    true,
    '',
    '',
    '',
    'basic',
    true,
    !directory,
  );
}

/*
 * Azurite takes bearer tokens and https-only SAS over TLS alone, and decides
 * by the socket. The gate ends TLS and hands what came over it to a second
 * port, whose sockets count as encrypted: no second handshake on loopback.
 */
function listenForTls(server) {
  const secured = createServer(server.httpServer.listeners('request')[0]);
  secured.keepAliveTimeout = 60_000;
  secured.on('connection', socket => {
    socket.encrypted = true;
  });
  return new Promise((resolve, reject) => {
    secured.once('error', reject);
    secured.listen(0, host, () => resolve(secured));
  });
}

async function main() {
  const blob = new BlobServer(configure(BlobConfiguration, 'blob'));
  const queue = new QueueServer(configure(QueueConfiguration, 'queue'));
  await Promise.all([blob.start(), queue.start()]);
  const [securedBlob, securedQueue] = await Promise.all([
    listenForTls(blob),
    listenForTls(queue),
  ]);

  let closing = false;
  const close = async () => {
    if (closing) {
      return;
    }
    closing = true;
    for (const server of [securedBlob, securedQueue]) {
      server.close();
      server.closeAllConnections();
    }
    for (const server of [blob, queue]) {
      server.httpServer.closeAllConnections();
    }
    try {
      await Promise.all([blob.close(), queue.close()]);
    } finally {
      process.exit();
    }
  };
  process.on('disconnect', close);
  process.on('message', message => message === 'close' && close());
  // Ctrl+C in a terminal reaches the whole group: the parent decides the order.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', close);

  const portOf = server => server.address().port;
  process.send({
    blob: portOf(blob.httpServer),
    securedBlob: portOf(securedBlob),
    queue: portOf(queue.httpServer),
    securedQueue: portOf(securedQueue),
  });
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
