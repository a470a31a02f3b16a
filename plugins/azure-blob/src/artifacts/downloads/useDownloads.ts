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

import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';
import { azureBlobApiRef } from '../../api';
import { Download, DownloadRequest } from './Download';
import { DownloadList } from './DownloadList';

/** A file to download. */
export type DownloadItem = Pick<AzureBlobItem, 'name' | 'path'> & {
  /** `version` of an `AzureBlobVersion`. */
  version?: string;
  /** Only these of its lines, both included; of a log only. */
  lines?: { from: number; to: number };
};

/** The downloads of a tab. */
export interface Downloads {
  /** Whether the link for a path is being made. */
  isPending(path: string): boolean;
  start(item: DownloadItem): void;
  /** Downloads files and folders as one zip. */
  startZip(name: string, paths: string[]): void;
}

/** Has the browser download files, each by a link that is made for it. */
export function useDownloads(entityRef: string, location: string): Downloads {
  const [list, downloads] = useDownloadList();
  const begin = useCallback(
    (request: Omit<DownloadRequest, 'entityRef' | 'location'>) =>
      list.start({ entityRef, location, ...request }),
    [list, entityRef, location],
  );
  return useMemo(
    () => ({
      isPending: path =>
        downloads.some(
          ({ state, request }) =>
            state === 'preparing' &&
            request.kind === 'file' &&
            request.entityRef === entityRef &&
            request.location === location &&
            request.paths[0] === path,
        ),
      start: ({ name, path, version, lines }) =>
        begin({ kind: 'file', name, paths: [path], version, lines }),
      startZip: (name, paths) => begin({ kind: 'zip', name, paths }),
    }),
    [begin, downloads, entityRef, location],
  );
}

/** All downloads of this window, whatever tab they were begun on. */
export function useDownloadList(): [DownloadList, readonly Download[]] {
  const list = DownloadList.of(useApi(azureBlobApiRef));
  return [list, useSyncExternalStore(list.subscribe, list.getSnapshot)];
}
