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

import http, { RequestListener } from 'node:http';
import https from 'node:https';
import net, { AddressInfo, Socket } from 'node:net';
import { Certificates } from '../certificates';

const tlsHandshake = 0x16;

function portOf(server: net.Server): number {
  return (server.address() as AddressInfo).port;
}

function close(server: net.Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
  });
}

function listen(
  host: string,
  port: number,
  dispatch: (socket: Socket) => void,
): Promise<net.Server> {
  const server = net.createServer(dispatch);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

/** Both loopback addresses: which of them `localhost` means is up to the caller. */
async function listenOnLoopback(
  name: string,
  port: number,
  dispatch: (socket: Socket) => void,
): Promise<net.Server[]> {
  for (let attempt = 0; ; attempt++) {
    const listeners: net.Server[] = [];
    try {
      listeners.push(await listen('127.0.0.1', port, dispatch));
      listeners.push(await listen('::1', portOf(listeners[0]), dispatch));
      return listeners;
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!taken && listeners.length === 1) {
        return listeners;
      }
      await Promise.all(listeners.map(close));
      if (!taken) {
        throw error;
      }
      if (port !== 0 || attempt === 9) {
        throw new Error(
          `Port ${port} for ${name} is taken; end the program that listens there and try again`,
        );
      }
    }
  }
}

/**
 * One port that speaks https and plain http: SDKs send tokens over TLS only,
 * and a browser must never be shown a certificate that it does not know.
 */
export class DualListener {
  readonly #listeners: net.Server[];
  readonly #servers: [http.Server, https.Server];
  readonly #sockets: Set<Socket>;

  static async create(options: {
    name: string;
    port: number;
    certificates: Certificates;
    handle: RequestListener;
  }): Promise<DualListener> {
    const { certificates, handle } = options;
    // Large log downloads may pause for longer than the default allows.
    const common = { keepAliveTimeout: 60_000, requestTimeout: 0 };
    const plain = http.createServer(common, handle);
    const secured = https.createServer(
      {
        ...common,
        cert: certificates.certificate,
        key: certificates.privateKey,
      },
      handle,
    );
    const sockets = new Set<Socket>();
    const dispatch = (socket: Socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      socket.once('readable', () => {
        const first: Buffer | null = socket.read(1);
        if (!first) {
          return;
        }
        socket.unshift(first);
        const server = first[0] === tlsHandshake ? secured : plain;
        server.emit('connection', socket);
      });
    };
    const listeners = await listenOnLoopback(
      options.name,
      options.port,
      dispatch,
    );
    return new DualListener(listeners, [plain, secured], sockets);
  }

  private constructor(
    listeners: net.Server[],
    servers: [http.Server, https.Server],
    sockets: Set<Socket>,
  ) {
    this.#listeners = listeners;
    this.#servers = servers;
    this.#sockets = sockets;
  }

  get port(): number {
    return portOf(this.#listeners[0]);
  }

  async stop(): Promise<void> {
    const closed = this.#listeners.map(close);
    for (const server of this.#servers) {
      server.closeAllConnections();
    }
    for (const socket of this.#sockets) {
      socket.destroy();
    }
    await Promise.all(closed);
  }
}
