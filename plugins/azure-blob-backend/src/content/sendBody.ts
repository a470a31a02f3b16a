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

import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { Response } from 'express';
import { AuditOutcome } from '../audit';

/**
 * A client that takes nothing at all for this long has gone or is stalling. A
 * slow one is safe: Node counts each byte that the network takes as activity.
 */
const IDLE_MILLISECONDS = 30_000;

/** Is told how sending goes. */
export interface TransferListener {
  /** Bytes that have gone out. */
  onBytes(count: number): void;
  /** Why it broke off, where that can no longer be answered. */
  onError(error: unknown): void;
}

/** Options of {@link sendBody}. */
export interface SendBodyOptions {
  /** It must not end cleanly where bytes are missing. */
  body: Readable;
  res: Response;
  /** Aborts when the client goes away, or the access ends. */
  signal: AbortSignal;
  /** Sets the headers. */
  setHead(): void;
  /** The bytes of blobs that have gone out. */
  countBytes(): number;
  listener?: Pick<TransferListener, 'onError'>;
  idleMilliseconds?: number;
}

/**
 * Answers with a stream. Once its first bytes are out, only a broken connection
 * shows that more are missing.
 *
 * @throws what goes wrong before.
 */
export async function sendBody(
  options: SendBodyOptions,
): Promise<AuditOutcome> {
  const { body, res, signal, setHead, countBytes, listener } = options;
  // Whatever breaks the stream closes the connection too: what came first?
  let clientLeft: boolean | undefined;
  body.once('error', () => {
    clientLeft ??= signal.aborted;
  });
  try {
    await once(body, 'readable', { signal });
  } catch (error) {
    body.destroy();
    throw toCause(error, signal);
  }
  setHead();
  res.setTimeout(options.idleMilliseconds ?? IDLE_MILLISECONDS, () => {
    // Silence while nothing waits to be taken is storage's, which has its own limit.
    if (res.writableLength > 0) {
      res.destroy();
    }
  });
  try {
    await pipeline(body, res, { signal });
    return { result: 'succeeded', bytes: countBytes() };
  } catch (error) {
    res.destroy();
    listener?.onError(toCause(error, signal));
    const bytes = countBytes();
    if (clientLeft ?? signal.aborted) {
      return { result: 'aborted', bytes };
    }
    const code = error instanceof AzureBlobError ? error.code : 'Unexpected';
    return { result: 'failed', code, bytes };
  }
}

/** Who ended it says why, where it is not just that the client has left. */
function toCause(error: unknown, signal: AbortSignal): unknown {
  return signal.reason instanceof AzureBlobError ? signal.reason : error;
}
