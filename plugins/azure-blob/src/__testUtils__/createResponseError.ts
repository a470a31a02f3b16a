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

import { ResponseError } from '@backstage/errors';
import {
  AzureBlobErrorCode,
  AzureBlobErrorReason,
} from 'backstage-plugin-azure-blob-common';

/** Details of an error answer besides its code. */
export interface ResponseErrorDetails {
  status?: number;
  headers?: Record<string, string>;
  message?: string;
  reason?: AzureBlobErrorReason;
  missingRole?: string;
  missingScope?: string;
  retryAfterSeconds?: number;
  storageRequestId?: string;
}

/** Makes the error that the client throws for an error answer of the backend. */
export function createResponseError(
  code: AzureBlobErrorCode | undefined,
  details: ResponseErrorDetails = {},
): Promise<ResponseError> {
  const { status = 403, headers = {}, ...shown } = details;
  const message = 'Refused by the fake backend';
  const body = {
    error: { name: 'NotAllowedError', message, code, ...shown },
    response: { statusCode: status },
  };
  return ResponseError.fromResponse({
    headers: new Headers({ 'content-type': 'application/json', ...headers }),
    ok: false,
    redirected: false,
    status,
    statusText: 'Refused',
    type: 'basic',
    url: '',
    text: async () => JSON.stringify(body),
  });
}
