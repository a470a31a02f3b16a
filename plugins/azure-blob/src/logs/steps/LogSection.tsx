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

import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
} from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobLogSection } from 'backstage-plugin-azure-blob-common';
import { formatNumber } from '../../common';
import { runDuration } from '../../runs';
import { azureBlobTranslationRef } from '../../translation';
import { LogName } from './LogName';
import styles from './LogSection.module.css';

const ICONS = {
  failed: RiCloseCircleFill,
  warned: RiAlertFill,
  passed: RiCheckboxCircleFill,
};

/** A section of a log: how it ended, and how long it took. */
export function LogSection({ section }: { section: AzureBlobLogSection }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { title, errors, warnings, startedAt, endedAt } = section;
  let status: keyof typeof ICONS = 'passed';
  if (errors > 0) {
    status = 'failed';
  } else if (warnings > 0) {
    status = 'warned';
  }
  const Icon = ICONS[status];
  const duration = runDuration({ startedAt, finishedAt: endedAt });
  return (
    <span className={styles.section}>
      <Icon
        size={16}
        className={styles.icon}
        data-status={status}
        aria-label={t(`logSteps.${status}`)}
      />
      <LogName name={title.trim() || t('logSteps.untitled')} />
      {errors > 0 && (
        <span
          className={styles.errors}
          title={t('logSteps.errors', { count: errors })}
        >
          {formatNumber(errors)}
        </span>
      )}
      {duration && <span className={styles.time}>{duration}</span>}
    </span>
  );
}
