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

import { useMemo, useState } from 'react';
import { Select } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { toVisible } from '../../artifacts/names';
import { formatNumber } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { DataColumn, DataTable, FilterField, useFiltered } from '../frame';
import frame from '../frame/Preview.module.css';
import { formatSeconds } from './formatSeconds';
import { OutcomeLabel } from './OutcomeLabel';
import { TestDetail } from './TestDetail';
import { sumTests, TestCase, TestOutcome } from './TestResults';
import styles from './TestResultsView.module.css';

const OUTCOMES: TestOutcome[] = ['failed', 'skipped', 'passed'];
const ALL = 'all';

/** The tests of a report, failed ones first, and what one of them says. */
export function TestResultsView(props: { tests: TestCase[]; name: string }) {
  const { tests, name } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [filter, setFilter] = useState('');
  const [outcome, setOutcome] = useState<string>(ALL);
  const [opened, setOpened] = useState<TestCase | undefined>(
    tests[0]?.outcome === 'failed' ? tests[0] : undefined,
  );
  const ofOutcome = useMemo(
    () => tests.filter(test => outcome === ALL || test.outcome === outcome),
    [tests, outcome],
  );
  const shown = useFiltered(ofOutcome, filter, toText);
  const { counts, seconds } = useMemo(() => sumTests(tests), [tests]);
  const columns: DataColumn[] = [
    { key: 'outcome', title: t('preview.results.outcome'), width: '7.5rem' },
    {
      key: 'test',
      title: t('preview.results.test'),
      width: '14rem',
      grow: 3,
    },
    {
      key: 'suite',
      title: t('preview.results.suite'),
      width: '8rem',
      grow: 2,
    },
    {
      key: 'duration',
      title: t('preview.results.duration'),
      width: '6.5rem',
      align: 'end',
    },
  ];

  return (
    <>
      <div className={styles.totals}>
        {OUTCOMES.map(kind => (
          <span key={kind}>
            <OutcomeLabel outcome={kind} />{' '}
            <strong>{formatNumber(counts[kind])}</strong>
          </span>
        ))}
        <span className={frame.count}>
          {t('preview.results.total', {
            number: formatNumber(tests.length),
            duration: formatSeconds(seconds),
          })}
        </span>
      </div>
      <div className={frame.bar}>
        <Select
          className={styles.select}
          aria-label={t('preview.results.outcome')}
          options={[
            { value: ALL, label: t('preview.results.allOutcomes') },
            ...OUTCOMES.map(kind => ({
              value: kind,
              label: t(`preview.results.outcomes.${kind}`),
            })),
          ]}
          selectedKey={outcome}
          onSelectionChange={key => setOutcome(String(key))}
        />
        <FilterField value={filter} onChange={setFilter} />
        <span className={frame.count} role="status">
          {shown.length === 0
            ? t('preview.results.none')
            : `${formatNumber(shown.length)} / ${formatNumber(tests.length)}`}
        </span>
      </div>
      <div className={styles.tests}>
        <DataTable
          label={t('preview.results.label', { name: toVisible(name) })}
          columns={columns}
          rows={shown.length}
          selected={opened && shown.indexOf(opened)}
          onOpen={index => setOpened(shown[index])}
          renderRow={index => {
            const test = shown[index];
            return [
              <OutcomeLabel outcome={test.outcome} />,
              test.name,
              test.suite,
              test.seconds === undefined ? '' : formatSeconds(test.seconds),
            ];
          }}
        />
      </div>
      {opened && <TestDetail test={opened} />}
    </>
  );
}

function toText({ name, suite, message = '' }: TestCase): string {
  return `${name}\n${suite}\n${message}`;
}
