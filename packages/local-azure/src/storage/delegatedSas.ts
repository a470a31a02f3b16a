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

import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  BlobSASPermissions,
  ContainerSASPermissions,
  generateBlobSASQueryParameters,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';
import { world } from '../world';
import { deriveDelegationKey } from './delegationKeys';
import { authenticationFailed, StorageError } from './StorageError';
import { StorageTarget } from './StorageTarget';

/** Before it, the text that is signed has other lines. */
const FIRST_VERSION = '2020-12-06';
const FIRST_USER_BOUND = '2025-07-05';
const FIRST_WITH_REQUEST = '2026-04-06';
const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const keyParameters = ['skoid', 'sktid', 'skt', 'ske', 'sks', 'skv'];
const overrides = ['rscc', 'rscd', 'rsce', 'rscl', 'rsct'];
/** What else a signature may consist of here; the rest of a query is asked for. */
const sasParameters = new Set([
  ...['sv', 'sr', 'sp', 'st', 'se', 'spr', 'scid', 'sduoid', 'skdutid', 'sig'],
  ...keyParameters,
  ...overrides,
]);
/** What would have to be enforced, and is not needed by anybody here. */
const notTaken = ['sip', 'ses', 'saoid', 'suoid', 'sdd', 'si', 'srh', 'srq'];

/** A signature that has been found good. */
export interface DelegatedSas {
  /** Whose key it was signed with: what she may do is all that it can do. */
  oid: string;
  correlationId?: string;
  /** The same request, signed in a way that Azurite understands. */
  url: string;
}

/**
 * Verifies a user delegation SAS by Microsoft's reference of it ("Create a user
 * delegation SAS"): Azurite leaves out of the signed text what binds one to a
 * user (`sduoid`) and to an audit event (`scid`), and does not look at how long
 * its key lives.
 *
 * @param bearer - whose token came with it; a signature that is bound to a user
 * counts only with a token of that user, and any other only without one.
 * @throws `StorageError` where it does not hold.
 */
export function verifyDelegatedSas(
  target: StorageTarget,
  options: { bearer?: { oid: string; tid: string }; isSecured: boolean },
): DelegatedSas {
  const { query } = target;
  const get = (name: string) => query.get(name) ?? '';
  const version = get('sv');
  if (version < FIRST_VERSION) {
    throw refused('sv');
  }
  // One for a blob is for no snapshot or version of it.
  for (const name of [...notTaken, 'snapshot', 'versionid']) {
    if (query.has(name)) {
      throw refused(name);
    }
  }
  if (!signs(target, get)) {
    throw authenticationFailed('Signature did not match.');
  }
  assertTimes(get);
  if (get('sktid') !== world.tenantId || get('sks') !== 'b') {
    throw refused('sktid');
  }
  if (get('spr') === 'https' && !options.isSecured) {
    throw new StorageError(
      403,
      'AuthorizationProtocolMismatch',
      'This request is not authorized to perform this operation using this protocol.',
    );
  }
  assertBearer(get, version, options.bearer);
  const correlationId = query.get('scid');
  if (correlationId !== undefined && !guid.test(correlationId)) {
    throw refused('scid');
  }
  return { oid: get('skoid'), correlationId, url: signAnew(target, get) };
}

function signs(target: StorageTarget, get: (name: string) => string): boolean {
  const { container, blob } = target;
  const version = get('sv');
  const names = get('sr') === 'b' ? [container, blob] : [container];
  const resource = names.includes(undefined) ? undefined : names.join('/');
  if (resource === undefined || !['b', 'c'].includes(get('sr'))) {
    return false;
  }
  const key = keyParameters.map(get);
  const [skoid, sktid, skt, ske, sks, skv] = key;
  const text = [
    get('sp'),
    get('st'),
    get('se'),
    `/blob/${world.account.name}/${resource}`,
    ...key,
    // saoid, suoid
    ...['', ''],
    get('scid'),
    ...(version >= FIRST_USER_BOUND ? [get('skdutid'), get('sduoid')] : []),
    // sip
    '',
    get('spr'),
    version,
    get('sr'),
    // The time of the snapshot, ses
    ...['', ''],
    // srh, srq
    ...(version >= FIRST_WITH_REQUEST ? ['', ''] : []),
    ...overrides.map(get),
  ].join('\n');
  const expected = createHmac(
    'sha256',
    deriveDelegationKey({ skoid, sktid, skt, ske, sks, skv }),
  )
    .update(text)
    .digest();
  const given = Buffer.from(get('sig'), 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The signature ends with its key, whatever its own end is. */
function assertTimes(get: (name: string) => string): void {
  const now = Date.now();
  for (const name of ['st', 'se', 'skt', 'ske']) {
    const value = get(name);
    if (name === 'st' && value === '') {
      continue;
    }
    const isStart = name === 'st' || name === 'skt';
    const at = time.test(value) ? Date.parse(value) : NaN;
    if (!(isStart ? at <= now : at > now)) {
      throw authenticationFailed(
        `Signature not valid in the specified time frame: ${name}.`,
      );
    }
  }
}

function assertBearer(
  get: (name: string) => string,
  version: string,
  bearer?: { oid: string; tid: string },
): void {
  const user = get('sduoid');
  if (user === '') {
    if (bearer) {
      throw authenticationFailed(
        'A shared access signature and an Authorization header exclude each other.',
      );
    }
    return;
  }
  const tenant = get('skdutid') || world.tenantId;
  if (
    version < FIRST_USER_BOUND ||
    bearer?.oid !== user ||
    bearer.tid !== tenant
  ) {
    throw authenticationFailed(
      'The signature is bound to a user, and needs a token of that user.',
    );
  }
}

/** A service SAS of the account for exactly what the other one was for. */
function signAnew(
  target: StorageTarget,
  get: (name: string) => string,
): string {
  const { name, key } = world.account;
  const [path, search = ''] = target.url.split('?');
  const asked = search
    .split('&')
    .filter(pair => !sasParameters.has(decodeURIComponent(pair.split('=')[0])));
  const permissions = get('sp');
  const isBlob = get('sr') === 'b';
  const sas = generateBlobSASQueryParameters(
    {
      version: FIRST_VERSION,
      containerName: target.container ?? '',
      blobName: isBlob ? target.blob : undefined,
      permissions: isBlob
        ? BlobSASPermissions.parse(permissions)
        : ContainerSASPermissions.parse(permissions),
      expiresOn: new Date(get('se')),
      cacheControl: get('rscc') || undefined,
      contentDisposition: get('rscd') || undefined,
      contentEncoding: get('rsce') || undefined,
      contentLanguage: get('rscl') || undefined,
      contentType: get('rsct') || undefined,
    },
    new StorageSharedKeyCredential(name, key),
  );
  return `${path}?${[...asked, `${sas}`].filter(Boolean).join('&')}`;
}

function refused(name: string): StorageError {
  return authenticationFailed(
    `The value for "${name}" is not one that Local Azure takes.`,
  );
}
