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
import { pipeline, Readable } from 'node:stream';
import { AzureBlobDetails } from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { Request, Response } from 'express';
import { AccessSession } from '../access';
import { AuditOutcome } from '../audit';
import { assertClean } from './assertClean';
import { getContentHeaders } from './contentHeaders';
import { evaluateConditions } from './evaluateConditions';
import { IntegrityCheck } from './IntegrityCheck';
import { ByteRange, parseRange } from './parseRange';
import { sendBody, TransferListener } from './sendBody';

/** Options of {@link sendContent}. */
export interface SendContentOptions {
  session: AccessSession;
  path: string;
  /** `version:<id>` or `snapshot:<time>`; the current one by default. */
  version?: string;
  req: Request;
  res: Response;
  /** Aborts when the client goes away. */
  signal: AbortSignal;
  /**
   * The ETag to send, whole and once: what the request asks for is not looked
   * at, since it cannot ask for the rest later.
   */
  onlyVersion?: string;
  listener?: TransferListener;
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
  const { session, path, version, req, res, signal, onlyVersion } = options;
  const details = await session.blobs.getDetails(path, { version, signal });
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
  if (req.method === 'HEAD') {
    sendHead(res, details);
    res.end();
    return { result: 'succeeded', bytes: 0 };
  }
  await assertClean(session, { path, version, signal });
  const { stream } =
    details.size === 0
      ? { stream: Readable.from([]) }
      : await session.blobs.read(path, {
          range: range && {
            offset: range.start,
            count: range.end - range.start,
          },
          // Never a mix of two versions of a blob.
          ifMatch: details.etag,
          version,
          signal,
        });
  const length = range ? range.end - range.start : details.size;
  const check = IntegrityCheck.create({
    path,
    length,
    // A range may hold all of it, and must be no way around the checksum
    recorded: length === details.size ? details : undefined,
    onBytes: options.listener?.onBytes,
  });
  pipeline(stream, check, () => {});
  return sendBody({
    ...options,
    body: check,
    countBytes: () => check.passed,
    setHead() {
      sendHead(res, details, range);
      if (onlyVersion !== undefined) {
        res.set('Accept-Ranges', 'none');
      }
    },
  });
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

function preconditionFailed(path: string, isAsked: boolean): AzureBlobError {
  const error = new AzureBlobError(
    'BlobChanged',
    `"${path}" is not the version that the request asks for.`,
  );
  return isAsked ? Object.assign(error, { statusCode: 412 }) : error;
}
