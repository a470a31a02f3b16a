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

import { ErrorLike, isError, ResponseError } from '@backstage/errors';
import { AzureBlobErrorCode } from 'backstage-plugin-azure-blob-common';

/** The codes of the API, and those that only a browser knows. */
export type ProblemCode =
  | AzureBlobErrorCode
  | 'NetworkDown'
  | 'PortalSessionEnded'
  | 'Unexpected';

/** What went wrong, without anything that has to stay secret. */
export interface Problem {
  code: ProblemCode;
  /** The HTTP status, where there was an answer. */
  status?: number;
  /** ISO 8601, UTC. */
  time: string;
  requestId?: string;
  /** What is behind the code. */
  reason?: string;
  /** What the backend says of it, for people. */
  message?: string;
  /** The claims challenge, as JSON. */
  claims?: string;
  storageRequestId?: string;
  missingRole?: string;
  missingScope?: string;
  retryAfterSeconds?: number;
}

const KNOWN: Record<AzureBlobErrorCode, true> = {
  InvalidRequest: true,
  InvalidBlobName: true,
  AssertionMissing: true,
  AssertionInvalid: true,
  TokenExpired: true,
  InteractionRequired: true,
  IdentityMismatch: true,
  GuestNotAllowed: true,
  PermissionDenied: true,
  NoOwner: true,
  NoRole: true,
  Locked: true,
  LocationNotAllowed: true,
  ScopeHeld: true,
  UnsafeTemplateValue: true,
  StorageRoleMissing: true,
  StorageForbidden: true,
  MalwareFound: true,
  EntityNotFound: true,
  BlobNotFound: true,
  RunNotFound: true,
  LinkNotFound: true,
  BlobArchived: true,
  BlobChanged: true,
  DecompressionLimit: true,
  ArchiveTooLarge: true,
  RangeNotSatisfiable: true,
  ArchiveUnreadable: true,
  RateLimited: true,
  IntegrityFailed: true,
  AuditUnavailable: true,
  CatalogUnavailable: true,
  TokenExchangeUnavailable: true,
  StorageThrottled: true,
  StorageUnavailable: true,
};

/** Those of Chromium, Firefox, Safari and Node.js, each as it is in English. */
const NETWORK_WORDS =
  /failed to fetch|network ?error|load failed|fetch failed|error in (input|body) stream|connection (was lost|appears)|connect to the server|terminated/i;

/** Every code of the API. */
export const API_ERROR_CODES = Object.keys(KNOWN).filter(isApiCode);

/** Reads from an error what a person needs to know of it. */
export function describeProblem(error: unknown, now = new Date()): Problem {
  const time = now.toISOString();
  // Errors of another realm are errors as well.
  if (!isError(error)) {
    return { code: 'Unexpected', time };
  }
  if (!isResponseError(error)) {
    return {
      code: isNetworkFailure(error) ? 'NetworkDown' : 'Unexpected',
      time,
    };
  }
  const details: Record<string, unknown> = { ...error.body.error };
  return {
    code: readCode(details.code, error.statusCode),
    status: error.statusCode,
    time,
    requestId: error.response.headers.get('x-request-id') ?? undefined,
    reason: asString(details.reason),
    message: asString(details.message),
    claims: readClaims(error.response.headers.get('www-authenticate')),
    storageRequestId: asString(details.storageRequestId),
    missingRole: asString(details.missingRole),
    missingScope: asString(details.missingScope),
    retryAfterSeconds: readSeconds(
      details.retryAfterSeconds,
      error.response.headers.get('retry-after'),
    ),
  };
}

/** What "Copy details" copies. */
export function formatProblem(problem: Problem): string {
  return [
    `code: ${problem.code}`,
    problem.reason && `reason: ${problem.reason}`,
    `time: ${problem.time}`,
    problem.status && `status: ${problem.status}`,
    problem.requestId && `request id: ${problem.requestId}`,
    problem.storageRequestId &&
      `storage request id: ${problem.storageRequestId}`,
    problem.missingRole && `missing role: ${problem.missingRole}`,
    problem.missingScope && `missing on: ${problem.missingScope}`,
  ]
    .filter(Boolean)
    .join('\n');
}

function readCode(code: unknown, status: number): ProblemCode {
  if (typeof code === 'string' && isApiCode(code)) {
    return code;
  }
  return status === 401 ? 'PortalSessionEnded' : 'Unexpected';
}

/** The challenge of `insufficient_claims`, which is JSON in Base64. */
function readClaims(challenge: string | null): string | undefined {
  const encoded = /\bclaims="([A-Za-z0-9+/_=-]+)"/.exec(challenge ?? '')?.[1];
  if (!encoded) {
    return undefined;
  }
  try {
    const base64 = encoded.replace(/-/g, '+').replace(/_/g, '/');
    const bytes = Uint8Array.from(atob(base64), char => char.charCodeAt(0));
    const claims = new TextDecoder().decode(bytes);
    // Without a challenge of Entra ID the backend sends an empty one.
    return Object.keys(Object(JSON.parse(claims))).length > 0
      ? claims
      : undefined;
  } catch {
    return undefined;
  }
}

function readSeconds(
  field: unknown,
  header: string | null,
): number | undefined {
  const seconds = Number(field ?? header ?? undefined);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

function isApiCode(code: string): code is AzureBlobErrorCode {
  return Object.hasOwn(KNOWN, code);
}

/**
 * What fetch throws when no answer came, or only a part of one. A mistake in
 * the code of the page is a `TypeError` as well: only the words tell them apart.
 */
function isNetworkFailure({ name, message }: ErrorLike): boolean {
  return name === 'TypeError' && NETWORK_WORDS.test(message);
}

function isResponseError(error: ErrorLike): error is ErrorLike & ResponseError {
  return error.name === 'ResponseError' && 'body' in error;
}

function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
