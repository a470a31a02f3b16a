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

import { Select } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobLocation } from 'backstage-plugin-azure-blob-common';
import { azureBlobTranslationRef } from '../translation';
import styles from './LocationSelect.module.css';

/** Props of {@link LocationSelect}. */
export interface LocationSelectProps {
  locations: AzureBlobLocation[];
  selected: string;
  onSelect(location: string): void;
}

/** Chooses between locations, where there is a choice. */
export function LocationSelect(props: LocationSelectProps) {
  const { locations, selected, onSelect } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  if (locations.length < 2 && locations[0]?.id === selected) {
    return null;
  }
  return (
    <Select
      className={styles.select}
      label={t('artifacts.location')}
      options={locations.map(({ id, title }) => ({ value: id, label: title }))}
      selectedKey={selected}
      onSelectionChange={key => onSelect(String(key))}
    />
  );
}
