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

import { parseEntityRef } from '@backstage/catalog-model';
import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';
import { quoteShell } from './quoteShell';

/** What a command is to get from storage. */
export interface StorageTarget {
  /** Of an `AzureBlobFolderPage`. */
  storageUrl: string;
  item: Pick<AzureBlobItem, 'name' | 'path' | 'kind'>;
}

/** What a command is to get through the portal. */
export interface PortalTarget {
  entityRef: string;
  location: string;
  item: Pick<AzureBlobItem, 'name' | 'path' | 'kind'>;
  /** `version` of an `AzureBlobVersion`. */
  version?: string;
}

/** Not what it reads as, or not a name on every system. */
const UNSAFE_IN_FILE_NAMES = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\\/:*?"<>|]/gu;

/** The `az` command that downloads a file. */
export function toAzCommand({ item, storageUrl }: StorageTarget): string {
  return [
    'az storage blob download --auth-mode login --blob-url',
    toStorageUrl(storageUrl, item.path),
    '--file',
    quoteShell(toLocalFile(item.name)),
  ].join(' ');
}

/** The `azcopy` command that downloads a file, or a folder with all in it. */
export function toAzcopyCommand({ item, storageUrl }: StorageTarget): string {
  return item.kind === 'folder'
    ? [
        'azcopy copy',
        toStorageUrl(storageUrl, item.path.replace(/\/$/, '')),
        '. --recursive',
      ].join(' ')
    : [
        'azcopy copy',
        toStorageUrl(storageUrl, item.path),
        quoteShell(toLocalFile(item.name)),
      ].join(' ');
}

/**
 * The `curl` command that downloads a file, or a folder as a zip, through the
 * portal.
 *
 * @param baseUrl - of the plugin's backend
 */
export function toCurlCommand(target: PortalTarget, baseUrl: string): string {
  const { entityRef, location, item, version } = target;
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const entity = [kind, namespace, name].map(encodePart).join('/');
  const base = `${baseUrl}/v1/entities/${entity}`;
  const query = Object.entries({ location, path: item.path, version }).flatMap(
    ([key, value]) =>
      value === undefined ? [] : `${key}=${encodePart(value)}`,
  );
  const isFolder = item.kind === 'folder';
  const body = JSON.stringify({ location, paths: [item.path] });
  return [
    'curl --fail',
    '-H "Authorization: Bearer $BACKSTAGE_TOKEN"',
    '-H "Backstage-Azure-Blob-Authorization: Bearer $ENTRA_TOKEN"',
    isFolder && `--json ${quoteShell(body)}`,
    quoteShell(
      `${base}/${isFolder ? 'archive' : `content?${query.join('&')}`}`,
    ),
    '-o',
    quoteShell(toLocalFile(isFolder ? `${item.name}.zip` : item.name)),
  ]
    .filter(Boolean)
    .join(' ');
}

function toStorageUrl(storageUrl: string, path: string): string {
  const encoded = path.split('/').map(encodePart).join('/');
  return quoteShell(encodeMarks(storageUrl) + encoded);
}

function encodePart(value: string): string {
  return encodeMarks(encodeURIComponent(value));
}

/** What the standard leaves as it is: `azcopy` takes `*` for a wildcard. */
function encodeMarks(encoded: string): string {
  return encoded.replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** In this folder, whatever the name begins with. */
function toLocalFile(name: string): string {
  const safe = name.replace(UNSAFE_IN_FILE_NAMES, '_');
  return `./${/^\.*$/.test(safe) ? 'download' : safe}`;
}
