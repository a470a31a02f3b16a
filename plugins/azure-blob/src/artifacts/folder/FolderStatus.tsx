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

import { Button, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatBytes, formatNumber } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { FolderState } from './useFolder';
import { FolderRows, READ_AHEAD } from './useRows';
import styles from './FolderView.module.css';

/** Props of {@link FolderStatus}. */
export interface FolderStatusProps {
  state: FolderState;
  rows: FolderRows;
}

/** How much there is, and of how much of it the order and filter speak. */
export function FolderStatus({ state, rows }: FolderStatusProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { items, hasMore, isPending, want } = state;
  const { shown, isFiltered, isWhole } = rows;
  const number = formatNumber(items?.length ?? 0);
  const size = items?.reduce((sum, item) => sum + (item.size ?? 0), 0) ?? 0;

  const describeCount = () => {
    if (!items) {
      return t('files.folder.loading');
    }
    if (isPending) {
      return t('files.folder.reading', { number });
    }
    if (isFiltered) {
      return t('files.folder.countFiltered', {
        number: formatNumber(shown.length),
        total: number,
      });
    }
    return hasMore
      ? t('files.folder.countMore', { number })
      : t('files.folder.count', { count: items.length, number });
  };
  const isCutOff = items && isWhole && hasMore && !isPending;

  return (
    <div className={styles.status}>
      <Text color="secondary" role="status" className={styles.count}>
        {[describeCount(), size > 0 && !isFiltered && formatBytes(size)]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {isCutOff && (
        <>
          <Text color="secondary">
            {isFiltered
              ? t('files.folder.filteredWithin', { number })
              : t('files.folder.sortedWithin', { number })}
          </Text>
          <Button
            size="small"
            variant="tertiary"
            onPress={() => want(items.length + READ_AHEAD)}
          >
            {t('files.folder.readOn', { number: formatNumber(READ_AHEAD) })}
          </Button>
        </>
      )}
    </div>
  );
}
