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

import { Agent as HttpAgent, AgentOptions, get as httpGet } from 'node:http';
import { Agent as HttpsAgent, get as httpsGet } from 'node:https';
import { OnReadOpts, Socket } from 'node:net';
import { brotliDecompressSync } from 'node:zlib';

/** As a browser asks. */
const ACCEPT_ENCODING = 'gzip, deflate, br, zstd';

const buffer = Buffer.alloc(16 * 1024);
// One buffer for all that is read, so that no collector of garbage is measured
const options: AgentOptions & { onread: OnReadOpts } = {
  keepAlive: true,
  onread: {
    buffer,
    callback(this: Socket, length) {
      this.emit('data', buffer.subarray(0, length));
      return true;
    },
  },
};
const httpAgent = new HttpAgent(options);
const httpsAgent = new HttpsAgent(options);

/** An answer as it came over the wire. */
export interface WireAnswer {
  status: number;
  /** `br` and the like, where it is compressed. */
  encoding?: string;
  bytes: number;
}

/**
 * Reads an answer to its last byte and leaves it as it is: what a client does
 * with it afterwards is not what is measured.
 */
export function readWire(
  url: string,
  headers: Record<string, string> = {},
  take?: (chunk: Buffer) => void,
): Promise<WireAnswer> {
  const isSecure = url.startsWith('https:');
  const get = isSecure ? httpsGet : httpGet;
  const agent = isSecure ? httpsAgent : httpAgent;
  return new Promise((resolve, reject) => {
    const asked = { ...headers, 'accept-encoding': ACCEPT_ENCODING };
    get(url, { headers: asked, agent }, response => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        take?.(chunk);
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          encoding: response.headers['content-encoding'],
          bytes,
        }),
      );
    }).on('error', reject);
  });
}

/** Reads it to the last byte and keeps none; it throws where there are others. */
export async function drain(
  url: string,
  headers?: Record<string, string>,
  expected?: number,
): Promise<void> {
  const { status, bytes } = await readWire(url, headers);
  if (
    status < 200 ||
    status > 299 ||
    (expected !== undefined && bytes !== expected)
  ) {
    throw new Error(`${status} and ${bytes} bytes from ${url}`);
  }
}

/** Reads all of an answer, and unpacks it. */
export async function readBody(
  url: string,
  headers?: Record<string, string>,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const { status, encoding } = await readWire(url, headers, chunk =>
    chunks.push(chunk),
  );
  if (status !== 200) {
    throw new Error(`${status} from ${url}`);
  }
  const bytes = Buffer.concat(chunks);
  return encoding === 'br' ? brotliDecompressSync(bytes) : bytes;
}
