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

import { HttpAuthService } from '@backstage/backend-plugin-api';
import { AZURE_BLOB_ASSERTION_HEADER } from 'backstage-plugin-azure-blob-common';
import { Request } from 'express';
import { Caller } from '../access';
import { AuditOrigin } from '../audit';
import { LimitedCaller } from '../limits';
import { redact } from './redact';

const MAX_USER_AGENT_LENGTH = 256;
const ASSERTION_HEADER = AZURE_BLOB_ASSERTION_HEADER.toLocaleLowerCase('en-US');

/** Takes the assertion out of a request, before anything could log it. */
export function takeAssertion(req: Request): string | undefined {
  const header = req.headers[ASSERTION_HEADER];
  delete req.headers[ASSERTION_HEADER];
  // Node keeps what came over the wire in a second place.
  req.rawHeaders = req.rawHeaders.map((value, index, all) =>
    index % 2 === 1 &&
    all[index - 1].toLocaleLowerCase('en-US') === ASSERTION_HEADER
      ? ''
      : value,
  );
  return typeof header === 'string' ? header : undefined;
}

/**
 * Finds out who asks. What the assertion says is for the gate to verify.
 *
 * @throws where the caller is no signed-in user.
 */
export async function readCaller(options: {
  req: Request;
  httpAuth: HttpAuthService;
  assertionHeader?: string;
  origin: AuditOrigin;
}): Promise<Caller> {
  const { req, httpAuth, assertionHeader, origin } = options;
  const credentials = await httpAuth.credentials(req, { allow: ['user'] });
  return {
    credentials,
    assertion: readBearer(assertionHeader),
    origin,
  };
}

/** Whom the requests of a caller are counted for. */
export function toLimitedCaller(caller: Caller): LimitedCaller {
  const { credentials, via, origin } = caller;
  const { userEntityRef, actor } = credentials.principal;
  return { actorRef: userEntityRef, via: via ?? actor?.subject, origin };
}

/** Where a request came from. */
export function readOrigin(req: Request, requestId: string): AuditOrigin {
  return { requestId, ip: req.ip, userAgent: readUserAgent(req) };
}

/** Anything else is no token, and the gate says so and puts it on record. */
function readBearer(header: string | undefined): string | undefined {
  return header?.match(/^Bearer +([A-Za-z0-9._~+/=-]+)$/i)?.[1];
}

function readUserAgent(req: Request): string | undefined {
  const header = req.headers['user-agent'];
  return (
    header &&
    redact(header.replace(/[^\x20-\x7e]/g, '?')).slice(0, MAX_USER_AGENT_LENGTH)
  );
}
