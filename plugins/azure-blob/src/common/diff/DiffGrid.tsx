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
  CSSProperties,
  KeyboardEventHandler,
  ReactNode,
  RefObject,
} from 'react';
import { RowWindow } from './useRowWindow';
import styles from './DiffGrid.module.css';

/** Props of {@link DiffGrid}. */
export interface DiffGridProps {
  scroller: RefObject<HTMLDivElement>;
  view: RowWindow;
  label: string;
  /** How many there are, not only in sight. */
  rows: number;
  rowPx: number;
  /** The width of a line number. */
  numberSize: string;
  /** The width of all. */
  inlineSize: string;
  /** What is above and below it on the page. */
  aroundSize: string;
  isSplit: boolean;
  onKeyDown?: KeyboardEventHandler;
  /** The rows in sight. */
  children: ReactNode;
}

/** The lines of two texts: scrolls through many, and renders those in sight. */
export function DiffGrid(props: DiffGridProps) {
  const { view, rows, rowPx, isSplit } = props;
  const variables = {
    '--diff-around': props.aroundSize,
    '--diff-number': props.numberSize,
    '--diff-row': `${rowPx}px`,
  };
  return (
    <div
      ref={props.scroller}
      className={styles.scroller}
      style={variables as CSSProperties}
      data-split={isSplit || undefined}
      // Scrolled with the keys, which a region without focus does not get.
      tabIndex={0}
      role="grid"
      aria-readonly
      aria-label={props.label}
      aria-rowcount={rows}
      onScroll={view.onScroll}
      onKeyDown={props.onKeyDown}
    >
      <div
        role="rowgroup"
        className={styles.canvas}
        style={{ blockSize: rows * rowPx, inlineSize: props.inlineSize }}
      >
        <div
          className={styles.window}
          role="presentation"
          style={{ transform: `translateY(${view.first * rowPx}px)` }}
        >
          {props.children}
        </div>
      </div>
    </div>
  );
}
