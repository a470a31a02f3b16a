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

import { BlobGetPropertiesResponse } from '@azure/storage-blob';
import {
  AzureBlobItem,
  AzureBlobVersion,
} from 'backstage-plugin-azure-blob-common';
import { Scope } from '../types';
import { isBlobPath } from '../blobName';
import { toBlobVersion } from './blobVersion';
import { ListedBlob } from './listing';
import { BlobDetails, BlobIdentity } from './types';

/** Turns a page as storage lists it into items, in the order of their names. */
export function toItems(
  blobs: ListedBlob[],
  scope: Scope,
  path: string,
): AzureBlobItem[] {
  const folder = scope.prefix + path;
  return blobs
    .filter(blob => isOnLevel(blob, folder))
    .map(blob => toItem(blob, scope))
    .sort((a, b) => compare(a.path, b.path));
}

/** The files among them that are below a folder, in the order of storage. */
export function toFilesBelow(
  blobs: ListedBlob[],
  scope: Scope,
  path: string,
): AzureBlobItem[] {
  const folder = scope.prefix + path;
  return blobs
    .filter(
      ({ kind, name, isDirectory }) =>
        kind === 'blob' &&
        name.startsWith(folder) &&
        !name.endsWith('/') &&
        !isDirectory,
    )
    .map(blob => toItem(blob, scope));
}

/** Turns a listed version or snapshot into what callers are told of it. */
export function toVersion(blob: ListedBlob): AzureBlobVersion | undefined {
  const { size, lastModified, etag } = blob;
  const version = toBlobVersion(blob);
  if (!version || size === undefined || !lastModified || !etag) {
    return undefined;
  }
  return {
    version,
    kind: blob.snapshot === undefined ? 'version' : 'snapshot',
    isCurrent: blob.isCurrentVersion ?? false,
    size,
    lastModified,
    etag: toEntityTag(etag),
  };
}

/** Turns the properties of a blob into its details. */
export function toDetails(
  response: BlobGetPropertiesResponse,
  scope: Scope,
  path: string,
): BlobDetails | undefined {
  const { contentLength, lastModified, etag, metadata = {} } = response;
  if (contentLength === undefined || !lastModified || !etag) {
    return undefined;
  }
  return {
    ...toNamedItem(scope.prefix + path, 'file', scope),
    kind: 'file',
    size: contentLength,
    lastModified: lastModified.toISOString(),
    contentType: response.contentType,
    etag: toEntityTag(etag),
    contentMd5: toBase64(response.contentMD5),
    ...toIdentity(response),
    accessTier: response.accessTier,
    sha256: toSha256(
      Object.entries(metadata).find(
        ([name]) => name.toLowerCase() === 'sha256',
      )?.[1],
    ),
    metadata: { ...metadata },
  };
}

/** What the answer to a request for a blob tells of which blob it is. */
export function toIdentity(response: BlobGetPropertiesResponse): BlobIdentity {
  const { createdOn, blobType, isSealed, versionId } = response;
  return { createdAt: createdOn?.toISOString(), blobType, isSealed, versionId };
}

/** Lists name an entity tag without the quotes that headers have around it. */
export function toEntityTag(etag: string): string {
  return etag.startsWith('"') ? etag : `"${etag}"`;
}

function toItem(blob: ListedBlob, scope: Scope): AzureBlobItem {
  if (blob.kind === 'prefix') {
    return toNamedItem(blob.name, 'folder', scope);
  }
  return {
    ...toNamedItem(blob.name, 'file', scope),
    size: blob.size,
    lastModified: blob.lastModified,
    createdAt: blob.createdAt,
    contentType: blob.contentType,
    etag: blob.etag && toEntityTag(blob.etag),
    contentMd5: blob.contentMd5,
    sha256: toSha256(blob.sha256),
    accessTier: blob.accessTier,
  };
}

function toNamedItem(
  fullName: string,
  kind: AzureBlobItem['kind'],
  scope: Scope,
): AzureBlobItem {
  const path = fullName.slice(scope.prefix.length);
  const end = kind === 'folder' ? path.length - 1 : path.length;
  return {
    name: path.slice(path.lastIndexOf('/', end - 1) + 1, end),
    path,
    kind,
    // The prefix itself has been checked, and ends with a slash.
    ...(isBlobPath(fullName, { kind }) ? {} : { unsupportedName: true }),
  };
}

/**
 * Storage was asked for this level only. What it sends beyond that is not
 * shown, and neither is the empty blob that stands for the folder itself.
 */
function isOnLevel({ kind, name }: ListedBlob, folder: string): boolean {
  const rest = name.slice(folder.length);
  return (
    name.startsWith(folder) &&
    rest !== '' &&
    rest.indexOf('/') === (kind === 'prefix' ? rest.length - 1 : -1)
  );
}

function toSha256(text: string | undefined): string | undefined {
  const sha256 = text?.toLowerCase();
  return /^[0-9a-f]{64}$/.test(sha256 ?? '') ? sha256 : undefined;
}

function toBase64(bytes: Uint8Array | undefined): string | undefined {
  return bytes && Buffer.from(bytes).toString('base64');
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
