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
  BlobClient,
  BlobSASPermissions,
  generateBlobSASQueryParameters,
  SASProtocol,
  UserDelegationKey,
} from '@azure/storage-blob';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import contentDisposition from 'content-disposition';
import { assertBlobPath } from '../blobName';
import { toFileName } from '../toFileName';
import { Scope } from '../types';
import { assertClientNames } from './assertClientNames';
import { BlobSas } from './types';

const MAX_LIFETIME_MS = 5 * 60_000;
const CONTENT_TYPE = 'application/octet-stream';
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** What a SAS is made for. */
export interface MintSasOptions {
  scope: Scope;
  client: BlobClient;
  /** The name in the container, which the client has to agree to. */
  fullName: string;
  key: UserDelegationKey;
  /** When the access ends that it is made under; it ends no later. */
  until?: Date;
  /** Of the audit event; storage logs it where the account supports that. */
  correlationId: string;
  /** The user in the tenant, whom it is bound to where the account supports that. */
  userOid?: string;
}

/**
 * Signs a URL that reads exactly one blob as an attachment, for five minutes
 * at most, and reads the outcome again before anybody gets it: asked for a blob
 * without a name, the SDK would sign for the whole container.
 *
 * @throws `AzureBlobError` with `InvalidBlobName`, with `TokenExpired` where the
 * access is at its end, and with `AssertionMissing` where there is no user that
 * it could be bound to.
 */
export function mintSas(options: MintSasOptions): BlobSas {
  const { scope, client, fullName, key, until, correlationId } = options;
  const { sas } = scope.account;
  assertBlobPath(fullName, { kind: 'file' });
  assertClientNames(client, scope, fullName);

  if (sas.bindToUser && options.userOid === undefined) {
    throw new AzureBlobError(
      'AssertionMissing',
      'A link into this account is for one user only. Sign in to Microsoft.',
    );
  }
  const now = Date.now();
  const expiresAt = toSeconds(
    Math.min(
      now + MAX_LIFETIME_MS,
      until?.getTime() ?? Infinity,
      key.signedExpiresOn.getTime(),
    ),
  );
  if (expiresAt.getTime() <= now) {
    throw new AzureBlobError(
      'TokenExpired',
      'Your access ends now, so no link can be made under it. Sign in again.',
    );
  }
  const query = generateBlobSASQueryParameters(
    {
      containerName: scope.container,
      blobName: fullName,
      permissions: BlobSASPermissions.parse('r'),
      protocol: SASProtocol.Https,
      // No start: the clock of storage may be behind.
      expiresOn: expiresAt,
      contentDisposition: toDisposition(fullName),
      contentType: CONTENT_TYPE,
      ...(sas.correlationId && { correlationId }),
      ...(sas.bindToUser && { delegatedUserObjectId: options.userOid }),
    },
    key,
    scope.account.name,
  ).toString();
  const url = `${client.url}?${query}`;
  assertMinted(url, options, now);
  return { url, expiresAt, userBound: sas.bindToUser };
}

/** Trusts nothing of how the URL was made. */
function assertMinted(
  url: string,
  options: MintSasOptions,
  mintedAt: number,
): void {
  const { scope, fullName, key, until } = options;
  const { account, container } = scope;
  const [base, search, ...rest] = url.split('?');
  const names = base.slice(`${account.endpoint}/`.length).split('/');
  check('host', base.startsWith(`${account.endpoint}/`) && rest.length === 0);
  check(
    'path',
    new URL(base).href === base &&
      names.map(decodeURIComponent).join('/') === `${container}/${fullName}`,
  );

  const values = new Map<string, string>();
  for (const pair of search.split('&')) {
    const [name, value, ...more] = pair.split('=');
    check(name, more.length === 0 && !values.has(name));
    values.set(name, decodeURIComponent(value));
  }
  const expiry = values.get('se') ?? '';
  const expiryTime = TIME.test(expiry) ? Date.parse(expiry) : NaN;
  check(
    'se',
    expiryTime > mintedAt &&
      expiryTime <= mintedAt + MAX_LIFETIME_MS &&
      expiryTime <= key.signedExpiresOn.getTime() &&
      expiryTime <= (until?.getTime() ?? Infinity),
  );
  for (const [name, expected] of Object.entries(getExpected(options))) {
    check(name, values.get(name) === expected);
    values.delete(name);
  }
  for (const name of ['sv', 'se', 'sig']) {
    check(name, Boolean(values.get(name)));
    values.delete(name);
  }
  check([...values.keys()].join(), values.size === 0);
}

function getExpected(
  options: MintSasOptions,
): Record<string, string | undefined> {
  const { scope, fullName, key } = options;
  const { sas } = scope.account;
  return {
    sr: 'b',
    sp: 'r',
    spr: 'https',
    rscd: toDisposition(fullName),
    rsct: CONTENT_TYPE,
    skoid: key.signedObjectId,
    sktid: key.signedTenantId,
    skt: toText(key.signedStartsOn),
    ske: toText(key.signedExpiresOn),
    sks: key.signedService,
    skv: key.signedVersion,
    ...(sas.correlationId && { scid: options.correlationId }),
    ...(sas.bindToUser && { sduoid: options.userOid }),
  };
}

/** Names the part alone: what is in it would let its readers in. */
function check(part: string, holds: boolean): void {
  if (!holds) {
    throw new Error(`A SAS came out with another "${part}" than asked for`);
  }
}

/** In ASCII: how storage would send anything else in a header is not known. */
function toDisposition(fullName: string): string {
  const name = toFileName(fullName);
  return contentDisposition(name, {
    fallback: name.replace(/[^\x20-\x7e]/g, '_'),
  });
}

function toSeconds(time: number): Date {
  return new Date(Math.floor(time / 1000) * 1000);
}

function toText(time: Date): string {
  return time.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
