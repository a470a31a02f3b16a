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
import { AzureBlobBinding } from 'backstage-plugin-azure-blob-common';
import { azureBlobTranslationRef } from '../translation';
import styles from './BindingChanges.module.css';

/** What of an entity differs from when its storage was first seen, if told. */
export function BindingChanges({ binding }: { binding: AzureBlobBinding }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const shown = (value: string) => value || t('access.takeOver.nothing');
  if (binding.changes.length === 0) {
    return null;
  }
  return (
    <table className={styles.changes} aria-label={t('access.takeOver.changes')}>
      <thead>
        <tr>
          <th scope="col">{t('access.takeOver.what')}</th>
          <th scope="col">{t('access.takeOver.before')}</th>
          <th scope="col">{t('access.takeOver.after')}</th>
        </tr>
      </thead>
      <tbody>
        {binding.changes.map(({ what, before, after }) => (
          <tr key={what}>
            <th scope="row">{t(`access.takeOver.${what}`)}</th>
            <td>{shown(before)}</td>
            <td>{shown(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
