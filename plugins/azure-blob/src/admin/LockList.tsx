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

import { useCallback } from 'react';
import { Box, Button, Skeleton, Text } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobApiRef } from '../api';
import { useRequest } from '../common';
import { ProblemLine } from '../diagnosis';
import { azureBlobTranslationRef } from '../translation';
import { CreateLock } from './CreateLock';
import { LockRow } from './LockRow';
import styles from './Admin.module.css';

/** The locks that hold, to look at, to add to and to end. */
export function LockList() {
  const api = useApi(azureBlobApiRef);
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { value, error, isPending, retry } = useRequest(
    useCallback(signal => api.listLocks({ signal }), [api]),
  );

  return (
    <section className={styles.section}>
      <div className={styles.bar}>
        <h2 className={styles.heading}>{t('admin.locks.title')}</h2>
        <CreateLock onCreated={retry} />
      </div>
      <Text as="p" color="secondary" style={{ margin: 0 }}>
        {t('admin.locks.description')}
      </Text>
      {error !== undefined && (
        <div className={styles.bar}>
          <ProblemLine error={error} isAdviceShown />
          <Button
            size="medium"
            variant="secondary"
            isPending={isPending}
            onPress={retry}
          >
            {t('access.retry')}
          </Button>
        </div>
      )}
      {!value && error === undefined && (
        <div aria-busy>
          <Text as="p" role="status" style={{ margin: 0 }}>
            {t('admin.locks.loading')}
          </Text>
          <Skeleton width="100%" height={64} />
        </div>
      )}
      {value?.items.length === 0 && (
        <Text as="p" role="status" style={{ margin: 0 }}>
          {t('admin.locks.empty')}
        </Text>
      )}
      {value && value.items.length > 0 && (
        <Box
          as="ul"
          className={styles.rows}
          aria-label={t('admin.locks.label')}
        >
          {value.items.map(lock => (
            <LockRow key={lock.id} lock={lock} onEnded={retry} />
          ))}
        </Box>
      )}
    </section>
  );
}
