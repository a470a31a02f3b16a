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

import { randomUUID } from 'node:crypto';
import { ServerResponse } from 'node:http';

/** An answer in the shape of Azure Storage's errors. */
export class StorageError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: string,
    message: string,
    headers: Record<string, string> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export function permissionMismatch(): StorageError {
  return new StorageError(
    403,
    'AuthorizationPermissionMismatch',
    'This request is not authorized to perform this operation using this permission.',
  );
}

export function authenticationFailed(detail: string): StorageError {
  return new StorageError(
    403,
    'AuthenticationFailed',
    `Server failed to authenticate the request. ${detail}`,
  );
}

export function invalidInput(code: string, message: string): StorageError {
  return new StorageError(400, code, message);
}

/** A 401 that tells the caller where to get a token and what for. */
export function bearerChallenge(
  code: string,
  message: string,
  authorizationUri: string,
): StorageError {
  return new StorageError(401, code, message, {
    'www-authenticate': `Bearer authorization_uri=${authorizationUri} resource_id=https://storage.azure.com`,
  });
}

function escapeXml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

export function sendStorageError(
  response: ServerResponse,
  error: StorageError,
): number {
  const requestId = randomUUID();
  const body = Buffer.from(
    `\uFEFF<?xml version="1.0" encoding="utf-8"?><Error><Code>${escapeXml(
      error.code,
    )}</Code><Message>${escapeXml(
      error.message,
    )}\nRequestId:${requestId}\nTime:${new Date().toISOString()}</Message></Error>`,
  );
  response.writeHead(error.status, {
    'content-type': 'application/xml',
    'content-length': body.length,
    server: 'Windows-Azure-Blob/1.0 Microsoft-HTTPAPI/2.0',
    'x-ms-error-code': error.code,
    'x-ms-request-id': requestId,
    ...error.headers,
  });
  if (response.req.method === 'HEAD') {
    response.end();
    return 0;
  }
  response.end(body);
  return body.length;
}
