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

import { VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatNumber } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { LogSearchStatus } from './useLogSearch';
import styles from './LogSearchBar.module.css';

/** Props of {@link LogSearchCount}. */
export interface LogSearchCountProps {
  search: LogSearchStatus;
  current: number | undefined;
}

/** How much was found, and how long it still takes. */
export function LogSearchCount({ search, current }: LogSearchCountProps) {
  const words = useWords(search, current);
  const isOver = search.state !== 'running';
  return (
    <>
      <span className={styles.count}>{words}</span>
      <VisuallyHidden role="status">{isOver && words}</VisuallyHidden>
    </>
  );
}

function useWords(
  search: LogSearchStatus,
  current: number | undefined,
): string {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { state, count, remaining } = search;
  const number = formatNumber(count);
  if (state === 'running') {
    const found =
      count > 0 ? t('logSearch.running', { number }) : t('logSearch.searching');
    const time = remaining === undefined ? undefined : toTime(remaining);
    return time
      ? `${found} · ${t('logSearch.remaining', {
          time: t(`logSearch.${time.unit}`, {
            amount: formatNumber(time.amount),
          }),
        })}`
      : found;
  }
  if (state === 'failed' && count === 0) {
    return '';
  }
  if (!search.isComplete) {
    return t('logSearch.stopped', { number });
  }
  if (count === 0) {
    return t('logSearch.none');
  }
  const index = current === undefined ? undefined : search.indexOf(current);
  return index === undefined
    ? t('logSearch.count', { count, number })
    : t('logSearch.position', { index: formatNumber(index), total: number });
}

function toTime(milliseconds: number) {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  return seconds < 100
    ? ({ unit: 'seconds', amount: seconds } as const)
    : ({ unit: 'minutes', amount: Math.round(seconds / 60) } as const);
}
