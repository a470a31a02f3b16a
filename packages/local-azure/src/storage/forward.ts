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

import http, { Agent, IncomingMessage, ServerResponse } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GateRequest } from '../types';
import { StorageError, sendStorageError } from './StorageError';

const hopByHop = new Set([
  'connection',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Names and values in turn, as they came: names of metadata keep their case. */
function endToEndHeaders(
  message: IncomingMessage,
  dropped: string[] = [],
): string[] {
  const named = (message.headers.connection ?? '')
    .split(',')
    .map(name => name.trim().toLowerCase())
    .concat(dropped);
  const headers: string[] = [];
  for (let index = 0; index < message.rawHeaders.length; index += 2) {
    const name = message.rawHeaders[index].toLowerCase();
    if (!hopByHop.has(name) && !named.includes(name)) {
      headers.push(message.rawHeaders[index], message.rawHeaders[index + 1]);
    }
  }
  return headers;
}

/** Azurite serves a range that starts at the blob's end as an empty one. */
function isEmptyRange(upstream: IncomingMessage): boolean {
  const range = /^bytes (-?\d+)-(-?\d+)\//.exec(
    upstream.headers['content-range'] ?? '',
  );
  return range !== null && Number(range[1]) > Number(range[2]);
}

/** Counts what passes into `record`, and breaks off after `limit` bytes. */
function meter(record: GateRequest, limit = Infinity): Transform {
  return new Transform({
    highWaterMark: 64 * 1024,
    transform(chunk: Buffer, _encoding, done) {
      const rest = limit - record.bytesSent;
      const part = chunk.length > rest ? chunk.subarray(0, rest) : chunk;
      record.bytesSent += part.length;
      this.push(part);
      done(
        chunk.length >= rest
          ? new Error('The connection is reset on purpose')
          : undefined,
      );
    },
  });
}

/** Where a request goes on to. */
export interface Upstream {
  port: number;
  agent: Agent;
  /** What upstream is to take for the host that was asked. */
  host: string;
}

/**
 * Passes a request on and its answer back, each only as fast as its reader
 * takes it.
 */
export async function forwardRequest(
  request: IncomingMessage,
  response: ServerResponse,
  options: {
    url: string;
    /** Names of headers that stay here, in lower case. */
    dropped?: string[];
    upstream: Upstream;
    record: GateRequest;
    resetAfterBytes?: number;
  },
): Promise<void> {
  const { upstream, record } = options;
  const aborted = new AbortController();
  response.once('close', () => aborted.abort());

  const onward = http.request({
    host: '127.0.0.1',
    port: upstream.port,
    agent: upstream.agent,
    method: request.method,
    path: options.url,
    headers: [
      'Host',
      upstream.host,
      ...endToEndHeaders(request, options.dropped),
    ],
    signal: aborted.signal,
  });
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    onward.once('response', resolve);
    onward.once('error', reject);
  });
  // Storage may answer, and close, before it has read the whole body.
  const upload = pipeline(request, onward).catch(() => undefined);

  const incoming = await answer;
  if (isEmptyRange(incoming)) {
    incoming.resume();
    throw new StorageError(
      416,
      'InvalidRange',
      'The range specified is invalid for the current size of the resource.',
    );
  }
  record.status = incoming.statusCode ?? 502;
  response.writeHead(record.status, endToEndHeaders(incoming));
  try {
    await pipeline(incoming, meter(record, options.resetAfterBytes), response);
  } catch {
    // The head is out: cutting the connection is the one way left to say it.
    response.destroy();
  }
  await upload;
}

/** Answers with an error where an answer can still be given. */
export function refuse(
  response: ServerResponse,
  record: GateRequest,
  error: unknown,
): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const shown =
    error instanceof StorageError
      ? error
      : new StorageError(
          500,
          'InternalError',
          'The server encountered an internal error.',
        );
  record.status = shown.status;
  record.bytesSent += sendStorageError(response, shown);
}
