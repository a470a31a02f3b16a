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

import { RestError } from '@azure/core-rest-pipeline';
import {
  AzureBlobError,
  AzureBlobErrorOptions,
  parseClaimsChallenge,
} from 'backstage-plugin-azure-blob-node';
import { Scope } from '../types';

/**
 * The error for a 401 of storage. The SDK has met a claims challenge by then,
 * as far as Entra ID could without the user; what is left is up to her.
 */
export function toRejectedTokenError(
  error: RestError,
  { account, container }: Scope,
  options: AzureBlobErrorOptions,
): AzureBlobError {
  const claims = readClaims(error.response?.headers.get('www-authenticate'));
  if (claims !== undefined && account.identity === 'onBehalfOf') {
    return new AzureBlobError(
      'InteractionRequired',
      'Your organisation asks for one more check before it lets you read storage.',
      { ...options, claims },
    );
  }
  return new AzureBlobError(
    'StorageForbidden',
    `Azure Storage does not accept the token for "${account.name}/${container}".`,
    { ...options, reason: 'TokenRejected' },
  );
}

function readClaims(challenge = ''): string | undefined {
  if (!challenge.includes('error="insufficient_claims"')) {
    return undefined;
  }
  const encoded = /\bclaims="([\w+/=-]{1,8192})"/.exec(challenge)?.[1] ?? '';
  return parseClaimsChallenge(Buffer.from(encoded, 'base64').toString('utf8'));
}
