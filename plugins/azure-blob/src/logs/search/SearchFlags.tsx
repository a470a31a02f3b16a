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

import { ToggleButton, Tooltip, TooltipTrigger } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobLogQuery } from 'backstage-plugin-azure-blob-common';
import { azureBlobTranslationRef } from '../../translation';
import styles from './LogSearchBar.module.css';

const FLAGS = [
  { name: 'regex', sign: '.*' },
  { name: 'case', sign: 'Aa' },
  { name: 'word', sign: 'W' },
] as const;

/** Props of {@link SearchFlags}. */
export interface SearchFlagsProps {
  query: AzureBlobLogQuery;
  onChange(change: Partial<AzureBlobLogQuery>): void;
}

/** How what is typed is to be looked for. */
export function SearchFlags({ query, onChange }: SearchFlagsProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return (
    <>
      {FLAGS.map(({ name, sign }) => (
        <TooltipTrigger key={name}>
          <ToggleButton
            size="small"
            className={styles.flag}
            aria-label={t(`logSearch.${name}`)}
            isSelected={Boolean(query[name])}
            onChange={isOn => onChange({ [name]: isOn || undefined })}
          >
            {sign}
          </ToggleButton>
          <Tooltip>{t(`logSearch.${name}`)}</Tooltip>
        </TooltipTrigger>
      ))}
    </>
  );
}
