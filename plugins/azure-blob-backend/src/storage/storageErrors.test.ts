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

import { createAccount } from '../__testUtils__/createAccount';
import { inspect } from 'node:util';
import {
  createHttpHeaders,
  createPipelineRequest,
  RestError,
} from '@azure/core-rest-pipeline';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { toAzureBlobError } from './storageErrors';

const CANARY = 'sv=2026-01-01&sig=c2VjcmV0';

const account = createAccount('https://host');
const operation = {
  scope: {
    location: {
      id: 'artifacts',
      title: 'Artifacts',
      content: 'artifacts' as const,
      account,
      container: 'builds',
      prefix: 'unused/',
      layout: '{path}' as const,
    },
    account,
    container: 'builds',
    prefix: 'component/default/pay/',
  },
  path: 'runs/1/app.log',
};

function createRestError(
  statusCode: number | undefined,
  code: string,
  headers: Record<string, string> = {},
) {
  const request = createPipelineRequest({ url: `https://host/x?${CANARY}` });
  return new RestError(`The upstream says ${CANARY}`, {
    code,
    statusCode,
    request,
    response: statusCode
      ? {
          status: statusCode,
          request,
          bodyAsText: `<Error>${CANARY}</Error>`,
          headers: createHttpHeaders({
            'x-ms-request-id': '11111111-2222-3333-4444-555555555555',
            'x-ms-error-code': code,
            ...headers,
          }),
        }
      : undefined,
  });
}

describe('toAzureBlobError', () => {
  it.each([
    [
      401,
      'InvalidAuthenticationInfo',
      'StorageForbidden',
      403,
      'TokenRejected',
    ],
    [403, 'AuthenticationFailed', 'StorageForbidden', 403, 'TokenRejected'],
    [
      403,
      'AuthorizationPermissionMismatch',
      'StorageRoleMissing',
      403,
      'RoleMissing',
    ],
    [403, 'AuthorizationFailure', 'StorageForbidden', 403, 'FirewallBlocked'],
    [403, 'AccountIsDisabled', 'StorageForbidden', 403],
    [404, 'BlobNotFound', 'BlobNotFound', 404],
    [404, 'ContainerNotFound', 'BlobNotFound', 404, 'ContainerMissing'],
    [409, 'BlobArchived', 'BlobArchived', 409],
    [409, 'LeaseIdMissing', 'StorageUnavailable', 503],
    [412, 'ConditionNotMet', 'BlobChanged', 409],
    [416, 'InvalidRange', 'RangeNotSatisfiable', 416],
    [429, 'TooManyRequests', 'StorageThrottled', 503],
    [503, 'ServerBusy', 'StorageThrottled', 503],
    [500, 'InternalError', 'StorageUnavailable', 503],
    [400, 'InvalidHeaderValue', 'StorageUnavailable', 503],
    [307, 'TemporaryRedirect', 'StorageUnavailable', 503],
    [undefined, 'ENOTFOUND', 'StorageUnavailable', 503, 'AccountUnknown'],
    [
      undefined,
      'ECONNREFUSED',
      'StorageUnavailable',
      503,
      'AccountUnreachable',
    ],
    [
      undefined,
      'CERT_HAS_EXPIRED',
      'StorageUnavailable',
      503,
      'AccountUnreachable',
    ],
  ] as const)('should map %s %s to %s', (statusCode, code, ...expected) => {
    const [expectedCode, status, reason] = expected;
    const error = toAzureBlobError(
      createRestError(statusCode, code),
      operation,
    );
    expect(error).toMatchObject({ code: expectedCode, statusCode: status });
    expect(error.reason).toBe(reason);
    expect(error.message).toMatch(/^[^\n]*\.$/);
    expect(error.cause).toMatchObject({ name: 'RestError', code, statusCode });
    expect(error.storageRequestId).toBe(
      statusCode && '11111111-2222-3333-4444-555555555555',
    );
    // Neither the answer nor the log may hold what the original holds.
    const shown = inspect(error, { depth: 9, showHidden: true, getters: true });
    expect(shown + JSON.stringify(error)).not.toMatch(/sig=|host|upstream/);
  });

  it('should name the role and the scope that are missing', () => {
    const error = toAzureBlobError(
      createRestError(403, 'AuthorizationPermissionMismatch'),
      operation,
    );
    expect(error).toMatchObject({
      missingRole: 'Storage Blob Data Reader',
      missingScope: 'contosobuilds/builds',
    });
    expect(error.message).toContain('"Storage Blob Data Reader"');
    expect(error.message).toContain('"contosobuilds/builds"');
    expect(error.message).toContain('10 minutes');
  });

  it.each([
    ['7', 7],
    [new Date(Date.now() + 90_500).toUTCString(), 90],
    [new Date(0).toUTCString(), 1],
    ['soon', 1],
    ['-1', 1],
    [undefined, 1],
  ])('should understand Retry-After: %s', (header, expected) => {
    const { retryAfterSeconds } = toAzureBlobError(
      createRestError(
        503,
        'ServerBusy',
        header ? { 'retry-after': header } : {},
      ),
      operation,
    );
    expect(Math.abs((retryAfterSeconds ?? 0) - expected)).toBeLessThanOrEqual(
      1,
    );
    expect(retryAfterSeconds).toBeGreaterThanOrEqual(1);
  });

  it.each([
    ['bytes */18', 18],
    ['bytes 0-1/18', undefined],
    [`bytes */18 ${CANARY}`, undefined],
  ])('should take the size from Content-Range: %s', (header, expected) => {
    const error = toAzureBlobError(
      createRestError(416, 'InvalidRange', { 'content-range': header }),
      operation,
    );
    expect(error.blobSize).toBe(expected);
  });

  it('should keep out codes and ids that are none', () => {
    const error = toAzureBlobError(
      createRestError(403, `?${CANARY}`, { 'x-ms-request-id': CANARY }),
      operation,
    );
    expect(error.code).toBe('StorageForbidden');
    expect(inspect(error, { depth: 9 })).not.toContain('sig=');
  });

  it('should pass on an error that is one already, and hide any other', () => {
    const known = new AzureBlobError('TokenExchangeUnavailable', 'No token.');
    expect(toAzureBlobError(known, operation)).toBe(known);
    const error = toAzureBlobError(new TypeError(CANARY), operation);
    expect(error.code).toBe('StorageUnavailable');
    expect(inspect(error, { depth: 9 })).not.toContain('sig=');
  });
});
