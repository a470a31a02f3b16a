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

import { RiFileCopyLine } from '@remixicon/react';
import { Button, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobDiagnosis } from 'backstage-plugin-azure-blob-common';
import { RelativeTime, useCopy } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { CheckList } from './CheckList';
import { FixList } from './FixList';
import { formatDiagnosis } from './formatDiagnosis';
import styles from './Diagnosis.module.css';

/** Props of {@link DiagnosisReport}. */
export interface DiagnosisReportProps {
  diagnosis: AzureBlobDiagnosis;
  isPending: boolean;
  onAgain(): void;
}

/** What a diagnosis found. */
export function DiagnosisReport(props: DiagnosisReportProps) {
  const { diagnosis, isPending, onAgain } = props;
  const { checks, stoppedAt, time, requestId } = diagnosis;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const copy = useCopy();
  const stop = checks.find(({ id }) => id === stoppedAt);
  const warning = checks.find(({ state }) => state === 'warning');
  const fine = warning ? t('diagnosis.warned') : t('diagnosis.passed');
  const raised = stop ?? warning;

  return (
    <>
      <Text as="p" role="status" weight="bold" style={{ margin: 0 }}>
        {stop ? t('diagnosis.stopped', { title: stop.title }) : fine}
      </Text>
      {raised?.message && (
        <Text as="p" style={{ margin: 0 }}>
          {raised.message}
        </Text>
      )}
      {raised?.fixes && <FixList fixes={raised.fixes} />}
      <CheckList
        checks={checks.map(check =>
          check === raised
            ? { ...check, message: undefined, fixes: undefined }
            : check,
        )}
        stoppedAt={stoppedAt}
      />
      <div className={styles.actions}>
        <Button
          size="medium"
          variant="secondary"
          isPending={isPending}
          onPress={onAgain}
        >
          {t('diagnosis.again')}
        </Button>
        <Button
          size="medium"
          variant="secondary"
          iconStart={<RiFileCopyLine />}
          onPress={() =>
            copy(formatDiagnosis(diagnosis), t('access.detailsCopied'))
          }
        >
          {t('access.copyDetails')}
        </Button>
        <Text variant="body-small" color="secondary">
          {t('diagnosis.checked')} <RelativeTime time={time} /> ·{' '}
          {t('diagnosis.requestId')}{' '}
          <span className={styles.requestId}>{requestId}</span>
        </Text>
      </div>
    </>
  );
}
