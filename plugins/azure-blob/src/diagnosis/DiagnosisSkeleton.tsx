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

import { useEffect, useState } from 'react';
import { Skeleton, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobTranslationRef } from '../translation';
import styles from './Diagnosis.module.css';

// As many as there are steps, as a rule.
const ROWS = Array.from({ length: 24 }, (_, row) => row);
const PATIENCE_MS = 1000;

/** The shape of a diagnosis that is on its way, and what it waits for. */
export function DiagnosisSkeleton() {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);

  return (
    <>
      <Text as="p" role="status" style={{ margin: 0 }}>
        {isSlow ? t('diagnosis.waiting') : t('diagnosis.loading')}
      </Text>
      <div className={styles.skeleton} aria-hidden>
        {ROWS.map(row => (
          <div key={row} className={styles.skeletonRow}>
            <Skeleton width={16} height={16} rounded />
            <Skeleton width={160 + ((row * 37) % 90)} height={14} />
            <Skeleton width={56} height={14} />
          </div>
        ))}
      </div>
    </>
  );
}
