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
import { AzureBlobStreamError } from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { Response } from 'express';
import { AuditOutcome, toOutcome } from '../audit';

/** A client that takes nothing for so long, of all that waits, has gone. */
const IDLE_MILLISECONDS = 30_000;

/** Options of {@link sendJsonLines}. */
export interface SendJsonLinesOptions {
  events: AsyncGenerator<object>;
  res: Response;
  /** Aborts when the client goes away, or the access ends. */
  signal: AbortSignal;
  /** Aborts when the client goes away. */
  client: AbortSignal;
  /** The bytes of blobs that were read for it. */
  countBytes(): number;
}

/**
 * Answers with one JSON document a line, each as soon as it is there and the
 * client takes it. What goes wrong is the last of them.
 */
export async function sendJsonLines(
  options: SendJsonLinesOptions,
): Promise<AuditOutcome> {
  const { events, res, signal, client, countBytes } = options;
  res.set({
    'Content-Type': 'application/x-ndjson',
    // Neither Backstage's compression nor a proxy may hold lines back.
    'Cache-Control': 'private, no-store, no-transform',
    'X-Accel-Buffering': 'no',
    'X-Content-Type-Options': 'nosniff',
  });
  res.setTimeout(IDLE_MILLISECONDS, () => {
    if (res.writableLength > 0) {
      res.destroy();
    }
  });
  res.flushHeaders();
  res.socket?.setNoDelay(true);
  try {
    for await (const event of events) {
      signal.throwIfAborted();
      if (!res.write(`${JSON.stringify(event)}\n`)) {
        await once(res, 'drain', { signal });
      }
    }
    res.end();
    return { result: 'succeeded', bytes: countBytes() };
  } catch (error) {
    const cause =
      signal.reason instanceof AzureBlobError ? signal.reason : error;
    if (!client.aborted) {
      res.end(`${JSON.stringify(toErrorEvent(cause))}\n`);
    }
    return { ...toOutcome(cause, client), bytes: countBytes() };
  }
}

/** Says no more than the answer of a request that failed at once would. */
function toErrorEvent(error: unknown): AzureBlobStreamError {
  return error instanceof AzureBlobError
    ? { type: 'error', code: error.code, message: error.message }
    : {
        type: 'error',
        code: 'Unexpected',
        message: 'Something went wrong in the portal.',
      };
}
