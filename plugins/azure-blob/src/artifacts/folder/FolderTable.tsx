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

import {
  MouseEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';
import { DEFAULT_RECT, observeRect } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { fitColumns, toTemplate } from './columns';
import { FolderHead } from './FolderHead';
import { FolderRow, RowActions } from './FolderRow';
import { Sort } from './sortItems';
import { FolderPlace } from './useFolder';
import { Selection } from './useSelection';
import { rangeIf, useTableKeys } from './useTableKeys';
import styles from './FolderTable.module.css';

const ROW_HEIGHT = 40;
const HEAD_HEIGHT = 36;
const OVERSCAN = 8;

/** Props of {@link FolderTable}. */
export interface FolderTableProps {
  rows: AzureBlobItem[];
  /** Whether there are more than `rows`. */
  hasMore: boolean;
  columns: string[];
  sort: Sort | undefined;
  selection: Selection;
  place: FolderPlace;
  /** The path of the file that is open beside it. */
  openFile: string | undefined;
  actions: RowActions;
  onSort(sort: Sort): void;
  onOpen(item: AzureBlobItem): void;
  onUp(): void;
  /** Called when the last rows come into view. */
  onNearEnd(): void;
}

/** The files and folders of a folder; only rows in view are there. */
export function FolderTable(props: FolderTableProps) {
  const { rows, hasMore, sort, selection, place, openFile, onNearEnd } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [active, setActive] = useActiveRow(rows, place, openFile);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: index => rows[index].path,
    estimateSize: () => ROW_HEIGHT,
    initialRect: DEFAULT_RECT,
    initialOffset: place.top,
    observeElementRect: observeRect,
    overscan: OVERSCAN,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    useAnimationFrameWithResizeObserver: true,
    useFlushSync: false,
  });
  const { width, height } = virtualizer.scrollRect ?? DEFAULT_RECT;
  const columns = useMemo(
    () => fitColumns(props.columns, width),
    [props.columns, width],
  );
  const visible = virtualizer.getVirtualItems();
  const last = visible[visible.length - 1]?.index ?? 0;
  const isNearEnd = hasMore && last >= rows.length - 1 - OVERSCAN;

  useEffect(() => {
    if (isNearEnd) {
      onNearEnd();
    }
  }, [isNearEnd, onNearEnd, rows.length]);

  // Whoever comes back finds the table where it was left.
  useLayoutEffect(() => {
    if (scroller.current) {
      scroller.current.scrollTop = place.top;
    }
  }, [place]);

  // Only another file is a reason to scroll to it, and not another order.
  const shownFile = useRef<string>();
  const openIndex = rows.findIndex(row => row.path === openFile);
  useEffect(() => {
    if (openIndex >= 0 && shownFile.current !== openFile) {
      shownFile.current = openFile;
      virtualizer.scrollToIndex(openIndex);
    }
  }, [openFile, openIndex, virtualizer]);

  const moveTo = (index: number) => {
    setActive(index);
    virtualizer.scrollToIndex(index);
  };
  const rowId = (index: number) => `${id}-${index}`;
  const onKeyDown = useTableKeys({
    rows,
    active,
    selection,
    rowsPerPage: Math.max(1, Math.floor(height / ROW_HEIGHT) - 2),
    onMove: moveTo,
    onOpen: props.onOpen,
    onUp: props.onUp,
    onMenu: () =>
      document
        .getElementById(rowId(active))
        ?.querySelector<HTMLElement>('[aria-haspopup]')
        ?.click(),
  });
  const onClick = (event: MouseEvent) => {
    const index = findRow(event);
    if (index === undefined) {
      return;
    }
    setActive(index);
    scroller.current?.focus({ preventScroll: true });
    const isLink = isWithin(event, 'a');
    if (!isLink && (event.ctrlKey || event.metaKey || event.shiftKey)) {
      selection.choose(rows[index].path, rangeIf(event.shiftKey));
    }
  };
  const template: Record<string, string> = {
    '--folder-columns': toTemplate(columns),
    '--folder-row': `${ROW_HEIGHT}px`,
    '--folder-head': `${HEAD_HEIGHT}px`,
  };

  return (
    <>
      <VisuallyHidden id={`${id}-keys`}>
        {t('files.folder.keys')}
      </VisuallyHidden>
      <div
        ref={scroller}
        className={styles.table}
        style={template}
        role="grid"
        aria-label={t('files.folder.label')}
        aria-describedby={`${id}-keys`}
        aria-multiselectable
        aria-rowcount={hasMore ? -1 : rows.length + 1}
        aria-activedescendant={
          visible.some(({ index }) => index === active)
            ? rowId(active)
            : undefined
        }
        tabIndex={0}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onDoubleClick={event => {
          const index = findRow(event);
          if (index !== undefined) {
            props.onOpen(rows[index]);
          }
        }}
        onScroll={event => {
          place.top = event.currentTarget.scrollTop;
        }}
      >
        <FolderHead
          rows={rows}
          columns={columns}
          sort={sort}
          selection={selection}
          onSort={props.onSort}
        />
        <div
          role="rowgroup"
          className={styles.rows}
          style={{ blockSize: virtualizer.getTotalSize() }}
        >
          {visible.map(({ index, key, start }) => (
            <FolderRow
              key={key}
              id={rowId(index)}
              index={index}
              top={start - HEAD_HEIGHT}
              item={rows[index]}
              columns={columns}
              selection={selection}
              isActive={index === active}
              isOpen={rows[index].path === openFile}
              actions={props.actions}
            />
          ))}
        </div>
      </div>
    </>
  );
}

/** The row that was clicked, unless it was something of its own. */
function findRow(event: MouseEvent): number | undefined {
  const { target } = event;
  const row =
    target instanceof Element ? target.closest('[data-index]') : undefined;
  return row && !isWithin(event, 'button, input')
    ? Number(row.getAttribute('data-index'))
    : undefined;
}

function isWithin({ target }: MouseEvent, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}

/** The row that keys act on: it stays with its item, whatever the order. */
function useActiveRow(
  rows: AzureBlobItem[],
  place: FolderPlace,
  openFile: string | undefined,
): [number, (index: number) => void] {
  const [path, setPath] = useState(openFile ?? place.active);
  useEffect(() => {
    if (openFile !== undefined) {
      setPath(openFile);
    }
  }, [openFile]);
  useEffect(() => {
    setPath(place.active);
  }, [place]);
  const index = rows.findIndex(row => row.path === path);
  const setActive = (next: number) => {
    place.active = rows[next]?.path;
    setPath(place.active);
  };
  return [Math.max(index, 0), setActive];
}
