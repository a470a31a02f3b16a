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

import { RiCloseLine, RiFolderZipLine } from '@remixicon/react';
import { Box, Button, ButtonIcon, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';
import { formatBytes, formatNumber } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { Downloads } from '../downloads';
import { CopyItems } from './useCopyItems';
import styles from './SelectionBar.module.css';

/** How many paths a zip may be asked for by. */
const MOST_IN_ZIP = 1000;

/** Props of {@link SelectionBar}. */
export interface SelectionBarProps {
  items: AzureBlobItem[];
  /** Stands for all of them, where they are all that a folder holds. */
  folder: string | undefined;
  /** What the zip is called until the backend has named it. */
  zipName: string;
  downloads: Downloads;
  copy: CopyItems;
  onClear(): void;
}

/** What can be done with all that is selected. */
export function SelectionBar(props: SelectionBarProps) {
  const { items, folder, zipName, downloads, copy, onClear } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const size = items.reduce((sum, item) => sum + (item.size ?? 0), 0);
  const { storage } = copy;
  const isTooMany = folder === undefined && items.length > MOST_IN_ZIP;

  return (
    <Box
      bg="neutral"
      role="group"
      aria-label={t('files.selection.label')}
      className={styles.bar}
    >
      <Text role="status" className={styles.count}>
        {t('files.selection.count', { number: formatNumber(items.length) })}
        {size > 0 && ` · ${formatBytes(size)}`}
      </Text>
      <Button
        size="small"
        iconStart={<RiFolderZipLine />}
        isDisabled={isTooMany}
        onPress={() =>
          downloads.startZip(
            zipName,
            folder === undefined ? items.map(({ path }) => path) : [folder],
          )
        }
      >
        {t('files.selection.zip')}
      </Button>
      <Button
        size="small"
        variant="secondary"
        onPress={() => copy.links(items)}
      >
        {t('files.selection.links')}
      </Button>
      {storage && (
        <Button
          size="small"
          variant="secondary"
          onPress={() => storage.azcopy(items)}
        >
          {t('files.selection.azcopy')}
        </Button>
      )}
      <ButtonIcon
        size="small"
        variant="tertiary"
        icon={<RiCloseLine />}
        aria-label={t('files.selection.clear')}
        onPress={onClear}
      />
      {isTooMany && (
        <Text variant="body-small" color="secondary">
          {t('files.selection.tooMany')}
        </Text>
      )}
    </Box>
  );
}
