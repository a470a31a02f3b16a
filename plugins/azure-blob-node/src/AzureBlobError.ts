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

import {
  AzureBlobErrorCode,
  AzureBlobErrorReason,
} from 'backstage-plugin-azure-blob-common';

/**
 * The HTTP status and the `@backstage/errors` name that go with each code.
 */
const CODES: Record<AzureBlobErrorCode, [statusCode: number, name: string]> = {
  InvalidRequest: [400, 'InputError'],
  InvalidBlobName: [400, 'InputError'],
  AssertionMissing: [401, 'AuthenticationError'],
  AssertionInvalid: [401, 'AuthenticationError'],
  TokenExpired: [401, 'AuthenticationError'],
  InteractionRequired: [401, 'AuthenticationError'],
  IdentityMismatch: [403, 'NotAllowedError'],
  GuestNotAllowed: [403, 'NotAllowedError'],
  PermissionDenied: [403, 'NotAllowedError'],
  NoOwner: [403, 'NotAllowedError'],
  NoRole: [403, 'NotAllowedError'],
  Locked: [403, 'NotAllowedError'],
  LocationNotAllowed: [403, 'NotAllowedError'],
  ScopeHeld: [403, 'NotAllowedError'],
  UnsafeTemplateValue: [403, 'NotAllowedError'],
  StorageRoleMissing: [403, 'NotAllowedError'],
  StorageForbidden: [403, 'NotAllowedError'],
  MalwareFound: [403, 'NotAllowedError'],
  EntityNotFound: [404, 'NotFoundError'],
  BlobNotFound: [404, 'NotFoundError'],
  RunNotFound: [404, 'NotFoundError'],
  LinkNotFound: [404, 'NotFoundError'],
  BlobArchived: [409, 'ConflictError'],
  BlobChanged: [409, 'ConflictError'],
  DecompressionLimit: [413, 'InputError'],
  ArchiveTooLarge: [413, 'InputError'],
  RangeNotSatisfiable: [416, 'InputError'],
  ArchiveUnreadable: [422, 'InputError'],
  RateLimited: [429, 'Error'],
  IntegrityFailed: [502, 'Error'],
  AuditUnavailable: [503, 'ServiceUnavailableError'],
  CatalogUnavailable: [503, 'ServiceUnavailableError'],
  TokenExchangeUnavailable: [503, 'ServiceUnavailableError'],
  StorageThrottled: [503, 'ServiceUnavailableError'],
  StorageUnavailable: [503, 'ServiceUnavailableError'],
};

/**
 * What an {@link AzureBlobError} may carry besides its code and message.
 *
 * @public
 */
export interface AzureBlobErrorOptions {
  /**
   * Kept for the server's own log and never serialised. It must hold no token
   * and no SAS.
   */
  cause?: unknown;
  /** What is behind the code, for the diagnosis. */
  reason?: AzureBlobErrorReason;
  /**
   * The claims challenge of Entra ID, as JSON, with `InteractionRequired`.
   * It is sent in `WWW-Authenticate`.
   */
  claims?: string;
  /** Seconds after which trying again makes sense; sent as `Retry-After`. */
  retryAfterSeconds?: number;
  /** The Azure role the user lacks, with `StorageRoleMissing`. */
  missingRole?: string;
  /** The Azure scope the role is missing on, with `StorageRoleMissing`. */
  missingScope?: string;
  /** The size of the blob in bytes, with `RangeNotSatisfiable`. */
  blobSize?: number;
  /** Azure's `x-ms-request-id`, for the support case. */
  storageRequestId?: string;
}

/**
 * The one error that leaves the plugin. Its message and its enumerable
 * properties are shown to the caller, so neither may ever hold a token, a SAS
 * or the body of an upstream answer.
 *
 * @public
 */
export class AzureBlobError extends Error {
  readonly code: AzureBlobErrorCode;
  readonly statusCode: number;
  readonly reason?: AzureBlobErrorReason;
  readonly claims?: string;
  readonly retryAfterSeconds?: number;
  readonly missingRole?: string;
  readonly missingScope?: string;
  readonly storageRequestId?: string;
  readonly blobSize?: number;

  constructor(
    code: AzureBlobErrorCode,
    message: string,
    options: AzureBlobErrorOptions = {},
  ) {
    const { cause, ...shown } = options;
    super(message);
    const [statusCode, name] = CODES[code];
    this.code = code;
    this.statusCode = statusCode;
    Object.assign(this, shown);
    Object.defineProperty(this, 'name', { value: name });
    Object.defineProperty(this, 'cause', { value: cause });
  }
}
