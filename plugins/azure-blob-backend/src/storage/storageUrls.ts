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

import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { quote } from '../config/quote';
import { Scope } from '../types';
import { BlobVersion } from './blobVersion';

/** @throws `AzureBlobError` with `InvalidBlobName`. */
export function toContainerUrl(scope: Scope): string {
  const url = `${scope.account.endpoint}/${encodeURIComponent(
    scope.container,
  )}`;
  assertUrl(url, scope);
  return url;
}

/** @throws `AzureBlobError` with `InvalidBlobName`. */
export function toBlobUrl(
  scope: Scope,
  fullName: string,
  version?: BlobVersion,
): string {
  const path = fullName.split('/').map(encodeURIComponent).join('/');
  const url = `${toContainerUrl(scope)}/${path}`;
  assertUrl(url, scope, fullName);
  if (!version) {
    return url;
  }
  const { kind, id } = version;
  const parameter = kind === 'version' ? 'versionid' : 'snapshot';
  return `${url}?${parameter}=${encodeURIComponent(id)}`;
}

/**
 * Makes sure that a URL is about exactly this container and blob. It is
 * resolved like any other before it is sent, so that the names in it can come
 * out as different ones.
 *
 * @throws `AzureBlobError` with `InvalidBlobName`.
 */
export function assertUrl(text: string, scope: Scope, fullName?: string): void {
  const endpoint = new URL(scope.account.endpoint);
  const url = new URL(text);
  const path = endpoint.pathname.replace(/\/$/, '');
  const name = fullName === undefined ? '' : `/${fullName}`;
  const expected = `${path}/${scope.container}${name}`;
  if (
    url.origin !== endpoint.origin ||
    url.search !== '' ||
    url.hash !== '' ||
    decodeURIComponent(url.pathname) !== expected ||
    // A slash in the name of a container would be an encoded one
    url.pathname.split('/').length !== expected.split('/').length
  ) {
    throw unusableName(scope, fullName);
  }
}

/** The name would be taken for another one. */
export function unusableName(scope: Scope, fullName?: string): AzureBlobError {
  return new AzureBlobError(
    'InvalidBlobName',
    `The name ${quote(
      fullName ?? scope.container,
    )} cannot be used with Azure Storage.`,
  );
}
