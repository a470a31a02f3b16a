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
  KeyboardEvent,
  MouseEvent,
  ReactNode,
  useEffect,
  useId,
  useState,
} from 'react';
import { VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ScrolledRows, useLogScroll, visibleLinesOf } from '../../logs/scroll';
import { azureBlobTranslationRef } from '../../translation';
import styles from './DataTable.module.css';

const HEAD_HEIGHT = 32;
const ROW_HEIGHT = 32;

/** A column of a {@link DataTable}. */
export interface DataColumn {
  key: string;
  title: ReactNode;
  /** At least; a length of CSS. */
  width: string;
  /** Its share of the room that is left. */
  grow?: number;
  align?: 'end';
}

/** Props of {@link DataTable}. */
export interface DataTableProps {
  label: string;
  columns: DataColumn[];
  rows: number;
  /** Whether more rows may come. */
  isOpenEnded?: boolean;
  /** The cells of a row, counted from 0. */
  renderRow(index: number): ReactNode[];
  selected?: number;
  onOpen?(index: number): void;
  /** Told of the last row in sight. */
  onSeen?(index: number): void;
}

/** A table of any length, of which there is only what can be seen. */
export function DataTable(props: DataTableProps) {
  const { label, columns, rows, isOpenEnded, renderRow, onOpen, onSeen } =
    props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const id = useId();
  const scroll = useLogScroll(rows, () => 0, {
    height: ROW_HEIGHT,
    inset: HEAD_HEIGHT,
  });
  const { geometry, top } = scroll;
  const [active, setActive] = useState(0);
  const { first, last } = visibleLinesOf(geometry, top);
  const isActiveShown = onOpen && active >= first - 1 && active < last;
  const rowId = (index: number) => `${id}-${index}`;
  const variables: Record<string, string> = {
    '--table-columns': columns.map(toTrack).join(' '),
    '--table-width': `calc(${columns.map(({ width }) => width).join(' + ')})`,
  };
  const indices = [];
  for (let line = first; line <= last; line += 1) {
    indices.push(line - 1);
  }

  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(index, rows - 1));
    const above = next * ROW_HEIGHT;
    setActive(next);
    if (above < top) {
      scroll.moveTo(above);
    } else if (above + ROW_HEIGHT > top + geometry.viewportHeight) {
      scroll.moveTo(above + ROW_HEIGHT - geometry.viewportHeight);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.floor(geometry.viewportHeight / ROW_HEIGHT);
    const targets: Record<string, number> = {
      ArrowUp: active - 1,
      ArrowDown: active + 1,
      PageUp: active - page,
      PageDown: active + page,
      Home: 0,
      End: rows - 1,
    };
    if (!onOpen || event.target !== event.currentTarget) {
      scroll.onKeyDown(event);
    } else if (event.key === 'Enter' && rows > 0) {
      event.preventDefault();
      onOpen(active);
    } else if (Object.hasOwn(targets, event.key) && !event.altKey) {
      event.preventDefault();
      moveTo(targets[event.key]);
    }
  };

  const onClick = ({ target }: MouseEvent) => {
    const row = target instanceof Element && target.closest('[data-row]');
    const index = Number(row && row.getAttribute('data-row'));
    if (onOpen && row) {
      setActive(index);
      onOpen(index);
    }
  };

  useEffect(() => {
    onSeen?.(last - 1);
  }, [onSeen, last]);

  return (
    <>
      <VisuallyHidden id={`${id}-keys`}>
        {t('preview.text.keys')}
      </VisuallyHidden>
      <div
        ref={scroll.ref}
        className={styles.scroller}
        style={variables}
        role="grid"
        aria-readonly
        aria-label={label}
        aria-describedby={`${id}-keys`}
        aria-rowcount={isOpenEnded ? -1 : rows + 1}
        aria-activedescendant={isActiveShown ? rowId(active) : undefined}
        // Keys scroll it, as they do in any scrolled region.
        tabIndex={0}
        onScroll={scroll.onScroll}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <div role="rowgroup" className={styles.head}>
          <div role="row" aria-rowindex={1} className={styles.row}>
            {columns.map(({ key, title, align }) => (
              <span
                key={key}
                role="columnheader"
                className={styles.cell}
                data-align={align}
              >
                {title}
              </span>
            ))}
          </div>
        </div>
        <ScrolledRows
          scroll={scroll}
          inset={HEAD_HEIGHT}
          className={styles.spacer}
          role="rowgroup"
        >
          {indices.map(index => (
            <div
              key={index}
              id={rowId(index)}
              data-row={index}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={onOpen ? index === props.selected : undefined}
              className={styles.row}
              data-active={(onOpen && index === active) || undefined}
              data-openable={onOpen ? true : undefined}
            >
              {renderRow(index).map((cell, column) => (
                <span
                  key={columns[column].key}
                  role="gridcell"
                  className={styles.cell}
                  data-align={columns[column].align}
                >
                  {cell}
                </span>
              ))}
            </div>
          ))}
        </ScrolledRows>
      </div>
    </>
  );
}

function toTrack({ width, grow }: DataColumn): string {
  return grow === undefined ? width : `minmax(${width}, ${grow}fr)`;
}
