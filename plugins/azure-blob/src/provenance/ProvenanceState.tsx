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
  RiCloseCircleFill,
  RiQuestionLine,
  RiScales2Line,
  RiShieldCheckFill,
} from '@remixicon/react';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobProvenance } from 'backstage-plugin-azure-blob-common';
import { azureBlobTranslationRef } from '../translation';
import styles from './Provenance.module.css';

const ICONS = {
  verified: RiShieldCheckFill,
  failed: RiCloseCircleFill,
  none: RiQuestionLine,
  tooLarge: RiScales2Line,
};

/** How it stands with a file, by icon and word, and what to do about it. */
export function ProvenanceState(props: {
  state: AzureBlobProvenance['state'];
}) {
  const { state } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const Icon = ICONS[state];
  return (
    <div
      className={styles.state}
      data-state={state}
      role={state === 'failed' ? 'alert' : 'status'}
    >
      <Text as="h3" variant="body-large" weight="bold">
        <Icon size={20} aria-hidden /> {t(`provenance.state.${state}.title`)}
      </Text>
      <p>
        {t(`provenance.state.${state}.description`)}{' '}
        {state !== 'verified' && t(`provenance.state.${state}.advice`)}
      </p>
    </div>
  );
}
