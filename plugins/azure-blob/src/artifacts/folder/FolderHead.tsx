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

import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import { VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';
import { azureBlobTranslationRef } from '../../translation';
import { ColumnId, isSortColumn } from './columns';
import { Sort } from './sortItems';
import { Selection } from './useSelection';
import styles from './FolderTable.module.css';

/** Props of {@link FolderHead}. */
export interface FolderHeadProps {
  rows: AzureBlobItem[];
  columns: { id: ColumnId; isNumber?: boolean }[];
  sort: Sort | undefined;
  selection: Selection;
  onSort(sort: Sort): void;
}

/** The row above all rows: it sorts, and selects all. */
export function FolderHead(props: FolderHeadProps) {
  const { rows, columns, sort, selection, onSort } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const isEach =
    rows.length > 0 &&
    rows.every(row => row.unsupportedName || selection.paths.has(row.path));
  const isSome = rows.some(row => selection.paths.has(row.path));

  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.row}>
        <span role="columnheader" className={styles.check}>
          <input
            type="checkbox"
            aria-label={t('files.folder.selectAll')}
            ref={input => {
              if (input) {
                input.indeterminate = isSome && !isEach;
              }
            }}
            checked={isSome && isEach}
            onChange={() => selection.chooseAll(!isEach)}
          />
        </span>
        {[{ id: 'name' as const }, ...columns].map(column => (
          <span
            key={column.id}
            role="columnheader"
            className={styles.cell}
            data-number={'isNumber' in column}
            aria-sort={describeSort(column.id, sort)}
          >
            {isSortColumn(column.id) ? (
              <SortButton id={column.id} sort={sort} onSort={onSort} />
            ) : (
              t(`files.column.${column.id}`)
            )}
          </span>
        ))}
        <span role="columnheader">
          <VisuallyHidden>{t('files.folder.actions')}</VisuallyHidden>
        </span>
      </div>
    </div>
  );
}

function describeSort(id: string, sort: Sort | undefined) {
  if (!isSortColumn(id)) {
    return undefined;
  }
  return sort?.column === id ? sort.direction : 'none';
}

function SortButton(props: {
  id: Sort['column'];
  sort: Sort | undefined;
  onSort(sort: Sort): void;
}) {
  const { id, sort, onSort } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const isSorted = sort?.column === id;
  const isAscending = isSorted && sort.direction === 'ascending';
  const Icon = isSorted && !isAscending ? RiArrowDownLine : RiArrowUpLine;
  return (
    <button
      type="button"
      className={styles.sort}
      data-sorted={isSorted}
      onClick={() =>
        onSort({
          column: id,
          direction: isAscending ? 'descending' : 'ascending',
        })
      }
    >
      {t(`files.column.${id}`)}
      <Icon size={14} aria-hidden />
    </button>
  );
}
