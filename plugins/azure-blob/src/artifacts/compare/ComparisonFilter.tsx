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

import { Text, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AzureBlobComparison,
  AzureBlobDifference,
} from 'backstage-plugin-azure-blob-common';
import { formatBytes, formatNumber, UrlState } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { formatSizeChange } from './formatSizeChange';
import styles from './ComparisonFilter.module.css';

const CHANGES: AzureBlobDifference['change'][] = [
  'added',
  'removed',
  'changed',
];
const ALL = 'all';

/** Which changes the URL asks for; all of them where it says nothing. */
export function readChange(
  get: UrlState['get'],
): AzureBlobDifference['change'] | undefined {
  return CHANGES.find(known => known === get('change'));
}

/** Props of {@link ComparisonFilter}. */
export interface ComparisonFilterProps {
  totals: AzureBlobComparison['totals'];
  url: UrlState;
}

/** What the differences come to, and which of them to show. */
export function ComparisonFilter({ totals, url }: ComparisonFilterProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const countOf = (number: number | undefined) =>
    number === undefined ? '' : ` ${formatNumber(number)}`;
  return (
    <div className={styles.filter}>
      <ToggleButtonGroup
        aria-label={t('runs.compare.kinds')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[readChange(url.get) ?? ALL]}
        onSelectionChange={([key]) =>
          url.update({ change: key === ALL ? undefined : String(key) })
        }
      >
        <ToggleButton id={ALL}>
          {t('runs.compare.all')}
          {totals && countOf(totals.added + totals.removed + totals.changed)}
        </ToggleButton>
        {CHANGES.map(change => (
          <ToggleButton key={change} id={change}>
            {t(`runs.compare.${change}`)}
            {countOf(totals?.[change])}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {totals && (
        <Text color="secondary" className={styles.totals}>
          {t('runs.compare.unchanged')} {formatNumber(totals.unchanged)} ·{' '}
          {t('runs.compare.size', {
            before: formatBytes(totals.baseSize),
            after: formatBytes(totals.headSize),
          })}{' '}
          ({formatSizeChange(totals.headSize - totals.baseSize)})
        </Text>
      )}
    </div>
  );
}
