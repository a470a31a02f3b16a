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

import { RiRobot2Line } from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobLocation } from 'backstage-plugin-azure-blob-common';
import { azureBlobTranslationRef } from '../translation';
import styles from './IdentityLine.module.css';

/** Says so where storage is not read as the person who looks at it. */
export function IdentityLine({ location }: { location: AzureBlobLocation }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  if (location.identity !== 'application') {
    return null;
  }
  return (
    <p className={styles.line}>
      <RiRobot2Line size={16} aria-hidden />
      {t('access.application')}
    </p>
  );
}
