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

import { useMemo } from 'react';
import { discoveryApiRef, useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';
import { formatMd5, useCopy } from '../../common';
import { usePermalinkUrl } from '../../links/usePermalinkUrl';
import { azureBlobTranslationRef } from '../../translation';
import { toAzCommand, toAzcopyCommand, toCurlCommand } from './commands';

/** Where the items are that are copied from. */
export interface CopyScope {
  entityRef: string;
  location: string;
  /** The folder of the run, or '' where there are no runs. */
  root: string;
  /** Of the `AzureBlobFolderPage` that the items are on. */
  storageUrl: string | undefined;
}

/** What has to be known of an item to copy from it. */
export type CopiedItem = Pick<
  AzureBlobItem,
  'name' | 'path' | 'kind' | 'sha256' | 'contentMd5'
> & {
  /** `version` of an `AzureBlobVersion`. */
  version?: string;
};

/** Copies what names an item, each with a word of confirmation. */
export interface CopyItems {
  path(item: CopiedItem): void;
  links(items: CopiedItem[]): void;
  checksum(item: CopiedItem): void;
  curl(item: CopiedItem): void;
  /** Where the user reads storage as herself, and can without the portal. */
  storage?: {
    az(item: CopiedItem): void;
    azcopy(items: CopiedItem[]): void;
  };
}

/** All that the copy menus of files and folders offer. */
export function useCopyItems(scope: CopyScope): CopyItems {
  const { entityRef, location, root, storageUrl } = scope;
  const toUrl = usePermalinkUrl();
  const discoveryApi = useApi(discoveryApiRef);
  const copy = useCopy();
  const { t } = useTranslationRef(azureBlobTranslationRef);

  return useMemo(() => {
    const toLink = ({ path, version }: CopiedItem) =>
      toUrl({
        entityRef,
        location,
        run: root === '' ? undefined : root.slice(0, -1),
        path: path.slice(root.length),
        blobVersion: version,
      });
    return {
      path: ({ path }) => copy(path, t('files.copy.pathDone')),
      links: items =>
        copy(
          items.map(toLink).join('\n'),
          items.length === 1
            ? t('files.copy.linkDone')
            : t('files.copy.linksDone', { count: items.length }),
        ),
      checksum: item =>
        copy(checksumOf(item)?.hex ?? '', t('files.copy.checksumDone')),
      curl: async item =>
        copy(
          toCurlCommand(
            { entityRef, location, item, version: item.version },
            await discoveryApi.getBaseUrl('azure-blob'),
          ),
          `${t('files.copy.commandDone')}. ${t('files.copy.tokens')}`,
        ),
      storage:
        storageUrl === undefined
          ? undefined
          : {
              az: item =>
                copy(
                  toAzCommand({ item, storageUrl }),
                  t('files.copy.commandDone'),
                ),
              azcopy: items =>
                copy(
                  items
                    .map(item => toAzcopyCommand({ item, storageUrl }))
                    .join('\n'),
                  items.length === 1
                    ? t('files.copy.commandDone')
                    : t('files.copy.commandsDone', { count: items.length }),
                ),
            },
    };
  }, [copy, discoveryApi, entityRef, location, root, storageUrl, t, toUrl]);
}

/** The strongest checksum that was recorded of a file. */
export function checksumOf(
  item: Pick<AzureBlobItem, 'sha256' | 'contentMd5'>,
): { algorithm: 'sha256' | 'md5'; hex: string } | undefined {
  if (item.sha256) {
    return { algorithm: 'sha256', hex: item.sha256 };
  }
  const hex = item.contentMd5 ? formatMd5(item.contentMd5) : '';
  return hex ? { algorithm: 'md5', hex } : undefined;
}
