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

import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { Request, Response } from 'express';

/** Less than this is sent as fast as it is. */
const MIN_COMPRESSED = 1024;

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** The best first. Their higher levels make lists hardly smaller. */
const ENCODERS = {
  br: (bytes: Buffer) =>
    compressBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  gzip: (bytes: Buffer) => compressGzip(bytes, { level: 1 }),
};

/** JSON as it goes over the wire. */
export interface EncodedJson {
  bytes: Buffer;
  encoding?: keyof typeof ENCODERS;
}

/**
 * Compresses JSON off the main thread, as far as the client accepts it.
 *
 * Backstage compresses what is left plain, but only once the answer is sent,
 * and harder than pays off here. That secrets could be guessed by the size is
 * ruled out: no other site can make a browser send the tokens of a request.
 */
export async function encodeJson(
  req: Request,
  body: object,
): Promise<EncodedJson> {
  const bytes = Buffer.from(JSON.stringify(body));
  const encoding =
    bytes.length < MIN_COMPRESSED
      ? undefined
      : (['br', 'gzip'] as const).find(name => req.acceptsEncodings(name));
  return encoding
    ? { bytes: await ENCODERS[encoding](bytes), encoding }
    : { bytes };
}

/** Answers with it; what is encoded, Backstage leaves alone. */
export function sendJson(
  res: Response,
  { bytes, encoding }: EncodedJson,
): void {
  res.type('json').vary('Accept-Encoding');
  if (encoding) {
    res.set('Content-Encoding', encoding);
  }
  // Not `send`, which hashes the bytes for a tag that `no-store` leaves unused.
  res.set('Content-Length', `${bytes.length}`).end(bytes);
}
