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

import { RiRefreshLine } from '@remixicon/react';
import { Button, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobStatus } from 'backstage-plugin-azure-blob-common';
import { RelativeTime } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { needsAttention, rankSections } from './rankSections';
import { StatusRow } from './StatusRow';
import styles from './Admin.module.css';

/** Props of {@link StatusList}. */
export interface StatusListProps {
  status: AzureBlobStatus;
  isPending: boolean;
  onRefresh(): void;
}

/** A line for each part of the installation; what is well needs no reading. */
export function StatusList({ status, isPending, onRefresh }: StatusListProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const sections = rankSections(status);
  const count = sections.filter(({ state }) => needsAttention(state)).length;
  const fine =
    sections.length > 0 ? t('admin.state.passed') : t('admin.state.nothing');

  return (
    <section className={styles.section}>
      <div className={styles.bar}>
        <h2 className={styles.heading}>{t('admin.state.title')}</h2>
        <Button
          size="medium"
          variant="secondary"
          iconStart={<RiRefreshLine />}
          isPending={isPending}
          onPress={onRefresh}
        >
          {t('admin.state.refresh')}
        </Button>
      </div>
      <Text as="p" style={{ margin: 0 }}>
        <span role="status">
          {count > 0 ? t('admin.state.attention', { count }) : fine}
        </span>{' '}
        <Text as="span" color="secondary">
          {t('admin.state.refreshed')} <RelativeTime time={status.time} />
        </Text>
      </Text>
      <div className={styles.rows}>
        {sections.map(section => (
          // What became good or bad since opens or closes by itself.
          <StatusRow key={`${section.id} ${section.state}`} section={section} />
        ))}
      </div>
    </section>
  );
}
