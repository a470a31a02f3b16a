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

import { useCallback, useMemo, useState } from 'react';
import { Button, Switch } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { toVisible } from '../../artifacts/names';
import { formatBytes, formatNumber } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import {
  DataColumn,
  DataTable,
  PreviewBanner,
  PreviewProblem,
  PreviewSkeleton,
} from '../frame';
import frame from '../frame/Preview.module.css';
import { PreviewFile } from '../open';
import { CsvRows } from './CsvRows';
import { useCsvRows } from './useCsvRows';

const MAX_COLUMNS = 100;
const MAX_CHARACTERS = 500;
const SAMPLE = 50;
const AHEAD = 500;

/** A table of any length, read as it is scrolled. */
export function CsvPreview({ file }: { file: PreviewFile }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { rows, count, isReading, error, readTo, stop } = useCsvRows(file);
  const [hasHeader, setHasHeader] = useState(true);
  const offset = hasHeader ? 1 : 0;
  const onSeen = useCallback((last: number) => readTo(last + AHEAD), [readTo]);
  const sample = Math.min(SAMPLE, count);
  const widths = useMemo(() => measure(rows, sample), [rows, sample]);
  if (error && count === 0) {
    return <PreviewProblem error={error} onRetry={() => readTo(1)} />;
  }
  if (count === 0 && isReading) {
    return <PreviewSkeleton name={file.name} />;
  }

  const width = widths.length;
  const shown = Math.min(width, MAX_COLUMNS);
  const header = hasHeader ? rows.at(0) : [];
  const columns: DataColumn[] = [
    { key: '#', title: t('preview.csv.row'), width: '5rem', align: 'end' },
    ...Array.from({ length: shown }, (_, index) => ({
      key: String(index),
      title: cut(header[index] ?? String(index + 1)),
      width: `${Math.max(8, widths[index]) + 4}ch`,
    })),
  ];
  const dataRows = Math.max(0, count - offset);
  const sum = t('preview.csv.rows', {
    count: dataRows,
    formatted: formatNumber(dataRows),
  });
  const size = file.size === undefined ? '?' : formatBytes(file.size);
  const percent = Math.floor((rows.read / (file.size ?? Infinity)) * 100);

  return (
    <>
      <div className={frame.bar}>
        <Switch
          label={t('preview.csv.header')}
          isSelected={hasHeader}
          onChange={setHasHeader}
        />
        <span className={frame.count} role="status">
          {rows.isComplete
            ? sum
            : t('preview.csv.soFar', {
                rows: sum,
                percent: String(percent),
                size,
              })}
        </span>
        {isReading && (
          <Button size="small" variant="secondary" onPress={stop}>
            {t('preview.csv.stop')}
          </Button>
        )}
        {!isReading && !rows.isAtEnd && (
          <Button
            size="small"
            variant="secondary"
            onPress={() => readTo(Infinity)}
          >
            {t('preview.csv.readAll')}
          </Button>
        )}
      </div>
      {shown < width && (
        <PreviewBanner>
          {t('preview.csv.columns', {
            shown: formatNumber(shown),
            columns: formatNumber(width),
          })}
        </PreviewBanner>
      )}
      {rows.isAtEnd && !rows.isComplete && (
        <PreviewBanner>
          {t('preview.csv.limit', { size: formatBytes(rows.read) })}
        </PreviewBanner>
      )}
      {error !== undefined && (
        <PreviewProblem error={error} onRetry={() => readTo(count + AHEAD)} />
      )}
      <DataTable
        label={t('preview.csv.label', { name: toVisible(file.name) })}
        columns={columns}
        rows={dataRows}
        isOpenEnded={!rows.isComplete}
        renderRow={index => {
          const cells = rows.at(index + offset);
          return columns.map((_, column) =>
            column === 0
              ? formatNumber(index + 1)
              : cut(cells[column - 1] ?? ''),
          );
        }}
        onSeen={onSeen}
      />
    </>
  );
}

/** How wide each column is, in characters, by the first rows. */
function measure(rows: CsvRows, sample: number): number[] {
  const widths: number[] = [0];
  for (let row = 0; row < sample; row += 1) {
    rows.at(row).forEach((cell, column) => {
      const known = widths[column] ?? 0;
      widths[column] = Math.max(known, Math.min(60, cell.length));
    });
  }
  return widths;
}

function cut(text: string): string {
  return text.length > MAX_CHARACTERS
    ? `${text.slice(0, MAX_CHARACTERS)}…`
    : text;
}
