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

import { IncomingHttpHeaders } from 'node:http';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AzureBlobDetails } from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { Request, Response } from 'express';
import { AccessSession } from '../../access';
import { AuditOutcome } from '../../audit';
import { getContentHeaders } from './contentHeaders';
import { evaluateConditions } from './evaluateConditions';
import { ByteRange, parseRange } from './parseRange';

/**
 * A client that takes nothing at all for this long has gone or is stalling. A
 * slow one is safe: Node counts each byte that the network takes as activity.
 */
const IDLE_MILLISECONDS = 30_000;

/** Options of {@link sendContent}. */
export interface SendContentOptions {
  session: AccessSession;
  path: string;
  req: Request;
  res: Response;
  /** Aborts when the client goes away. */
  signal: AbortSignal;
  /**
   * The ETag to send, whole and once: what the request asks for is not looked
   * at, since it cannot ask for the rest later.
   */
  onlyVersion?: string;
  idleMilliseconds?: number;
}

/**
 * Answers with the bytes of a blob, as HTTP wants it.
 *
 * @returns how it ended, once the first byte was sent.
 * @throws as long as another answer is possible.
 */
export async function sendContent(
  options: SendContentOptions,
): Promise<AuditOutcome> {
  const { session, path, req, res, signal, onlyVersion } = options;
  const details = await session.blobs.getDetails(path, { signal });
  const headers: IncomingHttpHeaders =
    onlyVersion === undefined ? req.headers : { 'if-match': onlyVersion };
  const conditions = evaluateConditions(headers, details);
  if (conditions.result === 'failed') {
    throw preconditionFailed(path, onlyVersion === undefined);
  }
  if (conditions.result === 'not-modified') {
    const shown = getContentHeaders(details);
    delete shown['Content-Type'];
    delete shown['Content-Disposition'];
    res.set(shown).status(304).end();
    return { result: 'succeeded', bytes: 0 };
  }
  const range =
    conditions.useRange && req.method === 'GET'
      ? parseRange(headers.range, details.size)
      : undefined;
  if (range === 'unsatisfiable') {
    throw new AzureBlobError(
      'RangeNotSatisfiable',
      `The range "${req.headers.range}" holds no byte of "${path}".`,
      { blobSize: details.size },
    );
  }
  if (req.method === 'HEAD' || details.size === 0) {
    sendHead(res, details);
    res.end();
    return { result: 'succeeded', bytes: 0 };
  }
  const { stream } = await session.blobs.read(path, {
    range: range && { offset: range.start, count: range.end - range.start },
    // Never a mix of two versions of a blob.
    ifMatch: details.etag,
    signal,
  });
  sendHead(res, details, range);
  if (onlyVersion !== undefined) {
    res.set('Accept-Ranges', 'none');
  }
  res.setTimeout(options.idleMilliseconds ?? IDLE_MILLISECONDS, () => {
    // Silence while nothing waits to be taken is storage's, which has its own limit.
    if (res.writableLength > 0) {
      res.destroy();
    }
  });
  const length = range ? range.end - range.start : details.size;
  return sendStream({ stream, length, res, signal });
}

function sendHead(res: Response, details: AzureBlobDetails, range?: ByteRange) {
  const { size } = details;
  res.set(getContentHeaders(details));
  if (range) {
    const { start, end } = range;
    res.status(206);
    res.set('Content-Range', `bytes ${start}-${end - 1}/${size}`);
    res.set('Content-Length', `${end - start}`);
  } else {
    res.status(200);
    res.set('Content-Length', `${size}`);
  }
}

async function sendStream(options: {
  stream: Readable;
  length: number;
  res: Response;
  signal: AbortSignal;
}): Promise<AuditOutcome> {
  const { stream, length, res, signal } = options;
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(undefined, chunk);
    },
    flush(done) {
      // A clean end after too few bytes would look like the whole.
      done(bytes === length ? undefined : new Error('The blob ended early.'));
    },
  });
  // Whatever breaks the stream closes the connection too: what came first?
  let clientLeft: boolean | undefined;
  const onError = () => {
    clientLeft ??= signal.aborted;
  };
  stream.once('error', onError);
  meter.once('error', onError);
  try {
    await pipeline(stream, meter, res, { signal });
    return { result: 'succeeded', bytes };
  } catch (error) {
    // What came so far is out: only a broken connection shows that more is missing.
    res.destroy();
    if (clientLeft ?? signal.aborted) {
      return { result: 'aborted', bytes };
    }
    const code = error instanceof AzureBlobError ? error.code : 'Unexpected';
    return { result: 'failed', code, bytes };
  }
}

function preconditionFailed(path: string, isAsked: boolean): AzureBlobError {
  const error = new AzureBlobError(
    'BlobChanged',
    `"${path}" is not the version that the request asks for.`,
  );
  return isAsked ? Object.assign(error, { statusCode: 412 }) : error;
}
