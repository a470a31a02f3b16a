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
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatNumber } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { DataColumn, DataTable, FilterField, useFiltered } from '../frame';
import frame from '../frame/Preview.module.css';
import {
  FileCoverage,
  MEASURES,
  percentOf,
  Share,
  sumCoverage,
} from './Coverage';
import styles from './CoverageView.module.css';

/** How much is covered: in all, and file by file, least first. */
export function CoverageView({ files }: { files: FileCoverage[] }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [filter, setFilter] = useState('');
  const shown = useFiltered(files, filter, toText);
  const totals = useMemo(
    () =>
      MEASURES.map(measure => ({ measure, sum: sumCoverage(files, measure) })),
    [files],
  );
  const known = totals.filter(({ sum }) => sum.total > 0);
  const columns: DataColumn[] = [
    {
      key: 'file',
      title: t('preview.coverage.file'),
      width: '14rem',
      grow: 3,
    },
    ...known.map(({ measure }) => ({
      key: measure,
      title: t(`preview.coverage.${measure}`),
      width: '15rem',
      grow: 1,
    })),
  ];

  return (
    <>
      <dl className={styles.totals}>
        {known.map(({ measure, sum }) => (
          <div key={measure}>
            <dt>{t(`preview.coverage.${measure}`)}</dt>
            <dd>
              <strong>{formatPercent(sum)}</strong>
              <Bar share={sum} />
              <span className={frame.count}>
                {t('preview.coverage.share', {
                  covered: formatNumber(sum.covered),
                  total: formatNumber(sum.total),
                })}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <div className={frame.bar}>
        <FilterField value={filter} onChange={setFilter} />
        <span className={frame.count} role="status">
          {shown.length === 0
            ? t('preview.coverage.none')
            : `${formatNumber(shown.length)} / ${formatNumber(files.length)}`}
        </span>
      </div>
      <DataTable
        label={t('preview.coverage.label')}
        columns={columns}
        rows={shown.length}
        renderRow={index => [
          <span title={shown[index].path}>{shown[index].path}</span>,
          ...known.map(({ measure }) => (
            <FileShare key={measure} share={shown[index][measure]} />
          )),
        ]}
      />
    </>
  );
}

function FileShare({ share }: { share: Share }) {
  return (
    <span className={styles.share}>
      <Bar share={share} />
      <span className={styles.percent}>
        {share.total === 0 ? '–' : formatPercent(share)}
      </span>
      <span className={frame.count}>
        {formatNumber(share.covered)}/{formatNumber(share.total)}
      </span>
    </span>
  );
}

/** The same as the number beside it, for those who see it. */
function Bar({ share }: { share: Share }) {
  const width = { inlineSize: `${percentOf(share)}%` };
  return (
    <span className={styles.bar} aria-hidden>
      <span className={styles.covered} style={width} />
    </span>
  );
}

/** Cut and not rounded: only what is covered as a whole is 100 %. */
function formatPercent(share: Share): string {
  const percent = Math.floor(percentOf(share) * 10) / 10;
  return `${percent.toLocaleString()} %`;
}

function toText({ path }: FileCoverage): string {
  return path;
}
