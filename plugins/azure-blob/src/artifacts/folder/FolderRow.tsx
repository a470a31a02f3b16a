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

import { memo } from 'react';
import { Link } from 'react-router-dom';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';
import { azureBlobTranslationRef } from '../../translation';
import { Downloads } from '../downloads';
import { DisplayName, toVisible } from '../names';
import { ColumnId } from './columns';
import { ItemActions } from './ItemActions';
import { ItemCell } from './ItemCell';
import { ItemIcon } from './ItemIcon';
import { CopyItems } from './useCopyItems';
import { Selection } from './useSelection';
import { rangeIf } from './useTableKeys';
import styles from './FolderTable.module.css';

/** What rows can do besides being there. */
export interface RowActions {
  downloads: Downloads;
  copy: CopyItems;
  /** The link that opens a file or folder. */
  hrefTo(item: AzureBlobItem): string;
}

/** Props of {@link FolderRow}. */
export interface FolderRowProps {
  id: string;
  /** Counted from 0. */
  index: number;
  top: number;
  item: AzureBlobItem;
  columns: { id: ColumnId; isNumber?: boolean }[];
  selection: Selection;
  /** Whether keys act on it. */
  isActive: boolean;
  /** Whether it is open beside the table. */
  isOpen: boolean;
  actions: RowActions;
}

/** One file or folder. */
export const FolderRow = memo(Row);

function Row(props: FolderRowProps) {
  const { id, index, top, item, columns, selection, isActive, isOpen } = props;
  const { downloads, copy, hrefTo } = props.actions;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { name, path, unsupportedName } = item;
  const isSelected = selection.paths.has(path);

  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
      data-index={index}
      data-active={isActive}
      data-open={isOpen}
    >
      <span role="gridcell" className={styles.check}>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={t('files.folder.select', { name: toVisible(name) })}
          checked={isSelected}
          disabled={unsupportedName}
          readOnly
          onClick={event => {
            event.stopPropagation();
            selection.choose(path, rangeIf(event.shiftKey));
          }}
        />
      </span>
      <span
        role="gridcell"
        className={styles.name}
        title={unsupportedName ? undefined : toVisible(name)}
      >
        <ItemIcon item={item} />
        {unsupportedName ? (
          <span className={styles.unsupported}>
            <DisplayName name={name} />
          </span>
        ) : (
          <Link
            to={hrefTo(item)}
            tabIndex={-1}
            className={styles.link}
            aria-current={isOpen ? 'true' : undefined}
          >
            <DisplayName name={name} />
          </Link>
        )}
      </span>
      {unsupportedName ? (
        <span
          role="gridcell"
          aria-colspan={columns.length + 1}
          className={styles.reason}
          title={t('files.folder.unsupported')}
        >
          {t('files.folder.unsupported')}
        </span>
      ) : (
        <>
          {columns.map(column => (
            <span
              key={column.id}
              role="gridcell"
              className={styles.cell}
              data-number={'isNumber' in column}
            >
              <ItemCell item={item} column={column.id} />
            </span>
          ))}
          <span role="gridcell" className={styles.actions}>
            <ItemActions
              item={item}
              downloads={downloads}
              copy={copy}
              isReachable={isActive}
            />
          </span>
        </>
      )}
    </div>
  );
}
