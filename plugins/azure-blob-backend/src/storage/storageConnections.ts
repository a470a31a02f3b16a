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

import { Agent, AgentOptions } from 'node:https';
import { OnReadOpts, Socket } from 'node:net';
import { PipelinePolicy } from '@azure/core-rest-pipeline';
import { RequestPolicyFactory } from '@azure/storage-blob';

/** What TLS hands out at once is never more. */
const RECORD_BYTES = 16 * 1024;
/** A part of its memory: what is all of some memory may be given back. */
const buffer = Buffer.from(new ArrayBuffer(RECORD_BYTES + 1), 0, RECORD_BYTES);

/**
 * All connections are read into one and the same buffer, of which the HTTP
 * parser of Node.js takes copies before it is read into again. Node.js would
 * make a buffer of every 16 KiB instead, and go through the whole heap of the
 * portal for every few dozen MiB of them.
 */
const onread: OnReadOpts = {
  buffer,
  callback(this: Socket, length) {
    this.emit('data', buffer.subarray(0, length));
    if (this.destroyed) {
      // An error may hold on to it, which must not show the next answer
      buffer.fill(0);
    }
    return true;
  },
};

const options: AgentOptions & { onread: OnReadOpts } = {
  keepAlive: true,
  onread,
};
const agent = new Agent(options);

/** What both kinds of requests have in common. */
interface ConnectableRequest {
  url: string;
  agent?: unknown;
}

/** Leaves proxies, which have been chosen by now, and plain HTTP alone. */
function connect(request: ConnectableRequest): void {
  if (request.url.startsWith('https:')) {
    request.agent ??= agent;
  }
}

/** The connections of this process to storage, for clients of the SDK. */
export const storageConnections: RequestPolicyFactory = {
  create: next => ({
    sendRequest(request) {
      connect(request);
      return next.sendRequest(request);
    },
  }),
};

/** The same, for a pipeline of one's own; it has to come after the proxy. */
export const storageConnectionPolicy: PipelinePolicy = {
  name: 'storageConnectionPolicy',
  sendRequest(request, next) {
    connect(request);
    return next(request);
  },
};
