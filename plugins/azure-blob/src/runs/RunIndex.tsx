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

import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobRunPage } from 'backstage-plugin-azure-blob-common';
import { formatNumber } from '../common';
import { azureBlobTranslationRef } from '../translation';
import styles from './RunIndex.module.css';

/** A thin line as long as the backend is still finding runs. */
export function RunIndex({ index }: { index?: AzureBlobRunPage['index'] }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  if (index?.state !== 'building') {
    return null;
  }
  return (
    <div className={styles.index}>
      <div className={styles.line} aria-hidden />
      <Text role="status" variant="body-small" color="secondary">
        {t('runs.index.building', { number: formatNumber(index.runs) })}
      </Text>
    </div>
  );
}
