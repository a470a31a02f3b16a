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

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobLog } from 'backstage-plugin-azure-blob-common';
import { azureBlobTranslationRef } from '../../translation';
import styles from './LogViewer.module.css';

/** How far the lines have been counted. */
export function LogProgress({ log }: { log: AzureBlobLog }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { state, indexedBytes } = log.index;
  if (state === 'ready') {
    return null;
  }
  const share = log.size > 0 ? indexedBytes / log.size : 1;
  const percent = String(Math.floor(share * 100));
  return (
    <div className={styles.progress}>
      <progress
        max={1}
        value={share}
        aria-label={t('logs.viewer.indexing', { percent })}
      />
      <span>
        {t('logs.viewer.indexing', { percent })}
        {' · '}
        {log.compression
          ? t('logs.viewer.unpackingDetail')
          : t('logs.viewer.indexingDetail')}
      </span>
    </div>
  );
}
