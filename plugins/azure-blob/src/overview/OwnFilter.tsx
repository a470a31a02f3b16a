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

import { useEffect, useState } from 'react';
import { SearchField, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatNumber, useUrlState } from '../common';
import { azureBlobTranslationRef } from '../translation';
import styles from './OwnArtifacts.module.css';

const TYPING_MS = 300;

/** Props of {@link OwnFilter}. */
export interface OwnFilterProps {
  /** As the URL has it. */
  text: string | undefined;
  /** How many there are, once that is known. */
  total: number | undefined;
}

/** Narrows what one owns by name, once the typing pauses. */
export function OwnFilter({ text = '', total }: OwnFilterProps) {
  const { update } = useUrlState();
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [shown, setShown] = useState(text);
  const [known, setKnown] = useState(text);

  if (known !== text) {
    // Somebody went back, or cleared it.
    setKnown(text);
    setShown(text);
  }
  useEffect(() => {
    const typed = shown.trim();
    if (typed === known) {
      return undefined;
    }
    const timer = setTimeout(() => {
      setKnown(typed);
      update({ text: typed || undefined, cursor: undefined });
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [shown, known, update]);

  return (
    <div className={styles.bar}>
      <SearchField
        className={styles.filter}
        aria-label={t('overview.own.filter')}
        placeholder={t('overview.own.filter')}
        value={shown}
        onChange={setShown}
      />
      <Text role="status" variant="body-small" color="secondary">
        {total !== undefined &&
          t('overview.own.count', {
            count: total,
            number: formatNumber(total),
          })}
      </Text>
    </div>
  );
}
