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

import { createHmac } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { GateRequest } from '../types';
import { world } from '../world';
import { invalidInput } from './StorageError';

const MAX_BODY_BYTES = 4096;
const MAX_LIFETIME_MS = 7 * 24 * 3_600_000;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** What names a user delegation key, as a signature repeats it. */
export interface DelegationKeyFields {
  skoid: string;
  sktid: string;
  skt: string;
  ske: string;
  sks: string;
  skv: string;
}

/**
 * The key itself. It follows from its fields and from what only the account
 * knows, so nothing has to be kept about the keys that were given out.
 */
export function deriveDelegationKey(fields: DelegationKeyFields): Buffer {
  const { skoid, sktid, skt, ske, sks, skv } = fields;
  return createHmac('sha256', Buffer.from(world.account.key, 'base64'))
    .update(JSON.stringify([skoid, sktid, skt, ske, sks, skv]))
    .digest();
}

/**
 * Answers Get User Delegation Key in place of Azurite, whose keys live as long
 * as one asks for: by Microsoft's reference of the operation it is seven days
 * at most, and begins and ends within seven days of now.
 */
export async function answerDelegationKey(
  request: IncomingMessage,
  response: ServerResponse,
  options: { oid: string; record: GateRequest },
): Promise<void> {
  const { oid, record } = options;
  const body = await readBody(request);
  const skt = readTime(body, 'Start');
  const ske = readTime(body, 'Expiry');
  const lifetime = Date.parse(ske) - Date.parse(skt);
  if (
    !(lifetime > 0 && lifetime <= MAX_LIFETIME_MS) ||
    Date.parse(ske) <= Date.now() ||
    Math.abs(Date.parse(ske) - Date.now()) > MAX_LIFETIME_MS
  ) {
    throw invalidInput(
      'OutOfRangeInput',
      'One of the request inputs is out of range.',
    );
  }
  const skv = `${request.headers['x-ms-version'] ?? ''}`;
  const fields = { skoid: oid, sktid: world.tenantId, skt, ske, sks: 'b', skv };
  const answer = Buffer.from(
    [
      '<?xml version="1.0" encoding="utf-8"?><UserDelegationKey>',
      `<SignedOid>${oid}</SignedOid>`,
      `<SignedTid>${world.tenantId}</SignedTid>`,
      `<SignedStart>${skt}</SignedStart>`,
      `<SignedExpiry>${ske}</SignedExpiry>`,
      `<SignedService>b</SignedService>`,
      `<SignedVersion>${skv}</SignedVersion>`,
      `<Value>${deriveDelegationKey(fields).toString('base64')}</Value>`,
      '</UserDelegationKey>',
    ].join(''),
  );
  record.status = 200;
  record.bytesSent = answer.length;
  response.writeHead(200, {
    'content-type': 'application/xml',
    'content-length': answer.length,
    'x-ms-version': skv,
  });
  response.end(answer);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw invalidInput(
        'RequestBodyTooLarge',
        'The request body is too large.',
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function readTime(body: string, name: string): string {
  const value = new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1] ?? '';
  if (!time.test(value)) {
    throw invalidInput(
      'InvalidXmlNodeValue',
      'The value for one of the XML nodes is not in the correct format.',
    );
  }
  return value;
}
