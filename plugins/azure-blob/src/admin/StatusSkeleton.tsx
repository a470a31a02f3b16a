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

import { Skeleton, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobTranslationRef } from '../translation';
import styles from './Admin.module.css';

const ROWS = [1, 2, 3, 4, 5];

/** The shape of the page before the state of the installation is known. */
export function StatusSkeleton() {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return (
    <section className={styles.section} aria-busy>
      <h2 className={styles.heading}>{t('admin.state.title')}</h2>
      <Text as="p" role="status" color="secondary" style={{ margin: 0 }}>
        {t('admin.loading')}
      </Text>
      <div className={styles.rows} aria-hidden>
        {ROWS.map(row => (
          <Skeleton key={row} width="100%" height={44} />
        ))}
      </div>
    </section>
  );
}
