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
  RiFileCodeLine,
  RiFileLine,
  RiFilePdf2Line,
  RiFileTextLine,
  RiFileWarningLine,
  RiFileZipLine,
  RiFolderFill,
  RiImageLine,
  RiTableLine,
} from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';
import { azureBlobTranslationRef } from '../../translation';

const BY_EXTENSION: [RegExp, typeof RiFileLine][] = [
  [/\.(zip|tgz|gz|tar|bz2|xz|7z|jar|whl|nupkg)$/i, RiFileZipLine],
  [/\.(png|jpe?g|gif|svg|webp|ico)$/i, RiImageLine],
  [/\.pdf$/i, RiFilePdf2Line],
  [/\.(csv|tsv)$/i, RiTableLine],
  [/\.(json|xml|trx|html?|ya?ml|js|ts|css|sarif)$/i, RiFileCodeLine],
  [/\.(txt|log|md|spdx)$/i, RiFileTextLine],
];

/** The icon of a file or folder, with its word for those who don't see it. */
export function ItemIcon({ item }: { item: AzureBlobItem }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  if (item.kind === 'folder') {
    return <RiFolderFill size={16} aria-label={t('files.folder.folder')} />;
  }
  const Icon = item.unsupportedName
    ? RiFileWarningLine
    : BY_EXTENSION.find(([pattern]) => pattern.test(item.name))?.[1] ??
      RiFileLine;
  return <Icon size={16} aria-label={t('files.folder.file')} />;
}
