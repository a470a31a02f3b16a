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

import { Box, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobLock } from 'backstage-plugin-azure-blob-common';
import { RelativeTime } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { describeTarget } from './describeTarget';
import { EndLock } from './EndLock';
import styles from './Admin.module.css';

/** Props of {@link LockRow}. */
export interface LockRowProps {
  lock: AzureBlobLock;
  onEnded(): void;
}

/** One lock: what, why, by whom, until when. */
export function LockRow({ lock, onEnded }: LockRowProps) {
  const { target, reason, createdBy, createdAt, expiresAt } = lock;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return (
    <Box as="li" bg="neutral" className={styles.lock}>
      <div className={styles.lockText}>
        <span>
          {t(`admin.locks.type.${target.type}`)}{' '}
          <span className={styles.name}>{describeTarget(target)}</span>
        </span>
        <Text>{reason}</Text>
        <Text variant="body-small" color="secondary">
          <RelativeTime time={createdAt} />{' '}
          {t('admin.locks.by', { user: createdBy })} ·{' '}
          {expiresAt ? (
            <>
              {t('admin.locks.until')} <RelativeTime time={expiresAt} />
            </>
          ) : (
            t('admin.locks.forever')
          )}
        </Text>
      </div>
      <EndLock lock={lock} onEnded={onEnded} />
    </Box>
  );
}
