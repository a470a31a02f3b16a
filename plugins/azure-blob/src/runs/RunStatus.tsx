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
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiForbidFill,
  RiLoader4Line,
  RiQuestionLine,
} from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobRunStatus } from 'backstage-plugin-azure-blob-common';
import { azureBlobTranslationRef } from '../translation';
import styles from './RunStatus.module.css';

const ICONS = {
  succeeded: RiCheckboxCircleFill,
  failed: RiCloseCircleFill,
  canceled: RiForbidFill,
  running: RiLoader4Line,
  unknown: RiQuestionLine,
};

/** How a run ended, by icon and word. */
export function RunStatus({ status }: { status: AzureBlobRunStatus }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const Icon = ICONS[status];
  return (
    <span className={styles.status} data-status={status}>
      <Icon size={16} aria-hidden />
      {t(`artifacts.runs.status.${status}`)}
    </span>
  );
}
