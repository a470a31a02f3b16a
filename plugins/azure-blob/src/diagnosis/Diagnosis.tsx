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
import { Button, Text } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobApiRef } from '../api';
import { useRequest } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { DiagnosisReport } from './DiagnosisReport';
import { DiagnosisSkeleton } from './DiagnosisSkeleton';
import { ProblemLine } from './ProblemLine';
import styles from './Diagnosis.module.css';

/** Props of {@link Diagnosis}. */
export interface DiagnosisProps {
  entityRef: string;
  /** The first location of the entity where it is left out. */
  location?: string;
}

/** Lets the backend take every step once more, and shows where it stopped. */
export function Diagnosis({ entityRef, location }: DiagnosisProps) {
  const api = useApi(azureBlobApiRef);
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { value, error, isPending, retry } = useRequest(
    useCallback(
      signal => api.getDiagnosis({ entityRef, location }, { signal }),
      [api, entityRef, location],
    ),
  );

  return (
    <section
      className={styles.diagnosis}
      aria-label={t('diagnosis.label')}
      aria-busy={isPending}
    >
      {value && (
        <DiagnosisReport
          diagnosis={value}
          isPending={isPending}
          onAgain={retry}
        />
      )}
      {error !== undefined && (
        <>
          <Text as="p" weight="bold" style={{ margin: 0 }}>
            {t('diagnosis.failed')}
          </Text>
          <ProblemLine error={error} isAdviceShown />
          <div className={styles.actions}>
            <Button
              size="medium"
              variant="secondary"
              isPending={isPending}
              onPress={retry}
            >
              {t('diagnosis.again')}
            </Button>
          </div>
        </>
      )}
      {!value && error === undefined && <DiagnosisSkeleton />}
    </section>
  );
}
