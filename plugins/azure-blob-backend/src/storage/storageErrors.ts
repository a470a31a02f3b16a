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

import { isRestError, RestError } from '@azure/core-rest-pipeline';
import { AzureBlobErrorReason } from 'backstage-plugin-azure-blob-common';
import {
  AzureBlobError,
  AzureBlobErrorOptions,
} from 'backstage-plugin-azure-blob-node';
import { quote } from '../config/quote';
import { Scope } from '../types';
import { toRejectedTokenError } from './rejectedToken';

const READER_ROLE = 'Storage Blob Data Reader';

/** What Azure's own codes tell of a refusal that is not about a role. */
const FORBIDDEN_REASONS = new Map<string | undefined, AzureBlobErrorReason>([
  ['AuthorizationFailure', 'FirewallBlocked'],
  ['AuthenticationFailed', 'TokenRejected'],
  ['InvalidAuthenticationInfo', 'TokenRejected'],
]);

/** What was being done when an error came up. */
export interface StorageOperation {
  scope: Scope;
  /** Relative to the scope. */
  path: string;
  /** The Azure role that it takes, where it is not the one to read blobs. */
  role?: string;
}

/**
 * Turns whatever came up while storage was read into an error for the caller.
 * Of the original only codes are kept: it holds URLs, headers and the body.
 */
export function toAzureBlobError(
  error: unknown,
  operation: StorageOperation,
): AzureBlobError {
  if (error instanceof AzureBlobError) {
    return error;
  }
  if (!isRestError(error)) {
    return unavailable(operation, { cause: sanitize(error) });
  }
  const options: AzureBlobErrorOptions = {
    cause: sanitize(error),
    storageRequestId: readHeader(error, 'x-ms-request-id', /^[0-9a-f-]{36}$/i),
  };
  const errorCode = readErrorCode(error);
  switch (error.statusCode) {
    case 401:
      return toRejectedTokenError(error, operation.scope, options);
    case 403:
      return forbidden(operation, errorCode, options);
    case 404:
      return errorCode === 'ContainerNotFound'
        ? containerNotFound(operation, options)
        : notFound(operation, options);
    case 409:
      return errorCode === 'BlobArchived'
        ? blobArchived(operation, options)
        : unavailable(operation, options);
    case 412:
      return blobChanged(operation, options);
    case 416:
      return rangeNotSatisfiable(operation, {
        ...options,
        blobSize: readBlobSize(error),
      });
    case 429:
    case 503:
      return new AzureBlobError(
        'StorageThrottled',
        `The storage account ${quote(
          operation.scope.account.name,
        )} is busy; try again in a moment.`,
        { ...options, retryAfterSeconds: readRetryAfter(error) ?? 1 },
      );
    case undefined:
      return unavailable(operation, {
        ...options,
        reason:
          error.code === 'ENOTFOUND' ? 'AccountUnknown' : 'AccountUnreachable',
      });
    default:
      return unavailable(operation, options);
  }
}

/** Whether storage found fault with what was asked, not with who asked. */
export function isBadRequest(error: unknown): boolean {
  return (
    error instanceof AzureBlobError &&
    error.cause instanceof Error &&
    'statusCode' in error.cause &&
    error.cause.statusCode === 400
  );
}

/** There is no such blob, or no such version of it. */
export function notFound(
  { scope, path }: StorageOperation,
  options?: AzureBlobErrorOptions,
): AzureBlobError {
  return new AzureBlobError(
    'BlobNotFound',
    `There is nothing at ${quote(path)} in the location ${quote(
      scope.location.id,
    )}.`,
    options,
  );
}

/** The bytes of the blob are in the archive tier. */
export function blobArchived(
  { path }: StorageOperation,
  options?: AzureBlobErrorOptions,
): AzureBlobError {
  return new AzureBlobError(
    'BlobArchived',
    `${quote(
      path,
    )} is in the archive tier and cannot be read before it has been rehydrated.`,
    options,
  );
}

/** The blob is not the one that reading began with. */
export function blobChanged(
  { path }: StorageOperation,
  options?: AzureBlobErrorOptions,
): AzureBlobError {
  return new AzureBlobError(
    'BlobChanged',
    `${quote(path)} has been changed since it was first read.`,
    options,
  );
}

/** The range begins at or behind the end of the blob. */
export function rangeNotSatisfiable(
  { path }: StorageOperation,
  options?: AzureBlobErrorOptions,
): AzureBlobError {
  return new AzureBlobError(
    'RangeNotSatisfiable',
    `The range is not within ${quote(path)}.`,
    options,
  );
}

/** Storage does not answer, or not as it should. */
export function unavailable(
  { scope }: StorageOperation,
  options?: AzureBlobErrorOptions,
): AzureBlobError {
  return new AzureBlobError(
    'StorageUnavailable',
    `The storage account ${quote(
      scope.account.name,
    )} cannot be read right now.`,
    options,
  );
}

function forbidden(
  { scope, role = READER_ROLE }: StorageOperation,
  errorCode: string | undefined,
  options: AzureBlobErrorOptions,
): AzureBlobError {
  const missingScope = `${scope.account.name}/${scope.container}`;
  if (errorCode === 'AuthorizationPermissionMismatch') {
    return new AzureBlobError(
      'StorageRoleMissing',
      `You need the Azure role "${role}" on "${missingScope}"; a role that has just been given can take up to 10 minutes to work.`,
      {
        ...options,
        reason: 'RoleMissing',
        missingRole: role,
        missingScope,
      },
    );
  }
  return new AzureBlobError(
    'StorageForbidden',
    `Azure Storage refuses you access to "${missingScope}"${
      errorCode ? ` (${errorCode})` : ''
    }, for another reason than a missing role.`,
    { ...options, reason: FORBIDDEN_REASONS.get(errorCode) },
  );
}

function containerNotFound(
  { scope }: StorageOperation,
  options: AzureBlobErrorOptions,
): AzureBlobError {
  return new AzureBlobError(
    'BlobNotFound',
    `The container of the location ${quote(scope.location.id)} does not exist.`,
    { ...options, reason: 'ContainerMissing' },
  );
}

function readErrorCode(error: RestError): string | undefined {
  // The answer to a HEAD request has no body, only this header.
  const code =
    error.response?.headers.get('x-ms-error-code') ?? error.code ?? '';
  return /^[A-Za-z]{1,64}$/.test(code) ? code : undefined;
}

function readHeader(
  error: RestError,
  name: string,
  matches: RegExp,
): string | undefined {
  const value = error.response?.headers.get(name);
  return value !== undefined && matches.test(value) ? value : undefined;
}

function readRetryAfter(error: RestError): number | undefined {
  const seconds = readHeader(error, 'retry-after', /^\d{1,5}$/);
  if (seconds !== undefined) {
    return Number(seconds);
  }
  const date = Date.parse(readHeader(error, 'retry-after', /GMT$/) ?? '');
  return Number.isNaN(date)
    ? undefined
    : Math.max(1, Math.ceil((date - Date.now()) / 1000));
}

function readBlobSize(error: RestError): number | undefined {
  const range = readHeader(error, 'content-range', /^bytes \*\/\d{1,15}$/);
  return range === undefined ? undefined : Number(range.split('/')[1]);
}

function sanitize(error: unknown): Error {
  if (!(error instanceof Error)) {
    return new Error('Unknown error');
  }
  const code =
    isRestError(error) && readErrorCode(error)
      ? readErrorCode(error)
      : readSystemCode(error);
  const statusCode = isRestError(error) ? error.statusCode : undefined;
  return Object.assign(
    new Error([error.name, code, statusCode].filter(Boolean).join(' ')),
    { name: error.name, code, statusCode },
  );
}

/** Such as `ECONNRESET` or `CERT_HAS_EXPIRED`. */
function readSystemCode(error: Error): string | undefined {
  return 'code' in error &&
    typeof error.code === 'string' &&
    /^[A-Z0-9_]{1,64}$/.test(error.code)
    ? error.code
    : undefined;
}
