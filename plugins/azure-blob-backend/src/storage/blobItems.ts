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
  BlobGetPropertiesResponse,
  ContainerListBlobHierarchySegmentResponse,
} from '@azure/storage-blob';
import {
  AzureBlobDetails,
  AzureBlobItem,
} from 'backstage-plugin-azure-blob-common';
import { Scope } from '../types';
import { isBlobPath } from '../blobName';

/** Turns a page as storage lists it into items, in the order of their names. */
export function toItems(
  { segment }: ContainerListBlobHierarchySegmentResponse,
  scope: Scope,
  path: string,
): AzureBlobItem[] {
  const folder = scope.prefix + path;
  const folders = (segment.blobPrefixes ?? [])
    .filter(({ name }) => isOnLevel(name, folder, 'folder'))
    .map(({ name }) => toNamedItem(name, 'folder', scope));
  const files = segment.blobItems
    .filter(({ name }) => isOnLevel(name, folder, 'file'))
    .map(({ name, properties }) => ({
      ...toNamedItem(name, 'file', scope),
      size: properties.contentLength,
      lastModified: properties.lastModified.toISOString(),
      contentType: properties.contentType,
      etag: toEntityTag(properties.etag),
      contentMd5: toBase64(properties.contentMD5),
    }));
  return [...folders, ...files].sort((a, b) => compare(a.path, b.path));
}

/** Turns the properties of a blob into its details. */
export function toDetails(
  response: BlobGetPropertiesResponse,
  scope: Scope,
  path: string,
): AzureBlobDetails | undefined {
  const { contentLength, lastModified, etag, metadata = {} } = response;
  if (contentLength === undefined || !lastModified || !etag) {
    return undefined;
  }
  const sha256 = metadata.sha256?.toLowerCase();
  return {
    ...toNamedItem(scope.prefix + path, 'file', scope),
    kind: 'file',
    size: contentLength,
    lastModified: lastModified.toISOString(),
    contentType: response.contentType,
    etag: toEntityTag(etag),
    contentMd5: toBase64(response.contentMD5),
    createdAt: response.createdOn?.toISOString(),
    sha256: /^[0-9a-f]{64}$/.test(sha256 ?? '') ? sha256 : undefined,
    metadata: { ...metadata },
  };
}

/** Lists name an entity tag without the quotes that headers have around it. */
export function toEntityTag(etag: string): string {
  return etag.startsWith('"') ? etag : `"${etag}"`;
}

function toNamedItem(
  fullName: string,
  kind: AzureBlobItem['kind'],
  scope: Scope,
): AzureBlobItem {
  const path = fullName.slice(scope.prefix.length);
  const supported =
    fullName.startsWith(scope.prefix) &&
    isBlobPath(path, { kind }) &&
    isBlobPath(fullName, { kind });
  return {
    name: path.replace(/\/$/, '').split('/').at(-1) ?? '',
    path,
    kind,
    ...(supported ? {} : { unsupportedName: true }),
  };
}

/**
 * Storage was asked for this level only. What it sends beyond that is not
 * shown, and neither is the empty blob that stands for the folder itself.
 */
function isOnLevel(
  fullName: string,
  folder: string,
  kind: AzureBlobItem['kind'],
): boolean {
  const rest = fullName.slice(folder.length);
  return (
    fullName.startsWith(folder) &&
    rest !== '' &&
    rest.indexOf('/') === (kind === 'folder' ? rest.length - 1 : -1)
  );
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
