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

import { RiLinkM } from '@remixicon/react';
import { Button, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobRunFilter } from 'backstage-plugin-azure-blob-common';
import { useCopy } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { LATEST } from './latestRun';
import { useCopyRunLink } from './useCopyRunLink';
import styles from './LatestRunNote.module.css';

/** Props of {@link LatestRunNote}. */
export interface LatestRunNoteProps {
  entityRef: string;
  location: string;
  filter: AzureBlobRunFilter;
}

/** Says that the page follows the newest run, and gives the link that does. */
export function LatestRunNote(props: LatestRunNoteProps) {
  const { entityRef, location, filter } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const copyLink = useCopyRunLink(entityRef, location);
  const copy = useCopy();
  const { branch, status, text, since } = filter;
  // A permanent link names no more than the branch and the status.
  const isPermanent = text === undefined && since === undefined;
  return (
    <div className={styles.note} role="status">
      <Text as="p" style={{ margin: 0 }}>
        {isPermanent && branch && status === 'succeeded'
          ? t('runs.latest.isSuccessful', { branch })
          : t('runs.latest.isFitting')}{' '}
        {t('runs.latest.follows')}
      </Text>
      <Button
        variant="tertiary"
        iconStart={<RiLinkM />}
        onPress={() =>
          isPermanent
            ? copyLink({ run: LATEST, branch, status })
            : copy(window.location.href, t('runs.latest.copied'))
        }
      >
        {t('runs.latest.copy')}
      </Button>
    </div>
  );
}
