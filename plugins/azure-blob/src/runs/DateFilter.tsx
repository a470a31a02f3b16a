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

import { useState } from 'react';
import { CalendarDate, parseDate } from '@internationalized/date';
import { DateRangePicker, Select } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { UrlState } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { readDayRange, readSpan, Span, SPANS } from './runFilter';
import styles from './DateFilter.module.css';

const ANY = '';
const DAYS = 'days';

/** When a run began: some time ago at most, or within some days. */
export function DateFilter({ url }: { url: UrlState }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [isChoosing, setChoosing] = useState(false);
  const range = readDayRange(url.get);
  const span = readSpan(url.get);
  const isRange = range !== undefined || (isChoosing && span === undefined);

  return (
    <>
      <Select
        className={styles.span}
        aria-label={t('runs.filters.date')}
        options={[
          { value: ANY, label: t('runs.filters.anyDate') },
          ...(Object.keys(SPANS) as Span[]).map(value => ({
            value,
            label: t(`runs.filters.span.${value}`),
          })),
          { value: DAYS, label: t('runs.filters.days') },
        ]}
        selectedKey={isRange ? DAYS : span ?? ANY}
        onSelectionChange={key => {
          setChoosing(key === DAYS);
          if (key !== DAYS) {
            const since = String(key) || undefined;
            url.update({ since, until: undefined });
          }
        }}
      />
      {isRange && (
        <DateRangePicker
          aria-label={t('runs.filters.days')}
          value={
            range && {
              start: parseDate(range.start),
              end: parseDate(range.end),
            }
          }
          onChange={value => {
            if (value) {
              url.update({
                since: toDay(value.start),
                until: toDay(value.end),
              });
            }
          }}
        />
      )}
    </>
  );
}

function toDay({
  year,
  month,
  day,
}: Pick<CalendarDate, 'year' | 'month' | 'day'>) {
  return new CalendarDate(year, month, day).toString();
}
