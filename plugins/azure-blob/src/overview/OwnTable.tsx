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

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobTranslationRef } from '../translation';
import { OwnEntity } from './listOwn';
import { OwnRow } from './OwnRow';
import styles from './OwnTable.module.css';

/** Props of {@link OwnTable}. */
export interface OwnTableProps {
  entities: OwnEntity[];
  /** Called for a row that waits for a sign-in. */
  onAsking(entityRef: string, error: unknown): void;
}

/** Entities with their latest runs, each as soon as it is known. */
export function OwnTable({ entities, onAsking }: OwnTableProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return (
    <table className={styles.table} aria-label={t('overview.own.label')}>
      <thead>
        <tr>
          <th scope="col">{t('overview.own.component')}</th>
          <th scope="col">{t('overview.latest')}</th>
          <th scope="col">{t('overview.successful')}</th>
          <th scope="col" className={styles.size}>
            {t('overview.own.size')}
          </th>
          <th scope="col">{t('overview.own.when')}</th>
        </tr>
      </thead>
      <tbody>
        {entities.map(entity => (
          <OwnRow key={entity.entityRef} entity={entity} onAsking={onAsking} />
        ))}
      </tbody>
    </table>
  );
}
