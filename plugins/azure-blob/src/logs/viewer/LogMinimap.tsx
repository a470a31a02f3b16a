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

import { memo, PointerEvent, useMemo } from 'react';
import { LogScroll, maxTopOf, ROW_HEIGHT } from '../scroll';
import { RowMap } from './rows';
import { toMarkPath } from './toMarkPath';
import styles from './LogMinimap.module.css';

/** Props of {@link LogMinimap}. */
export interface LogMinimapProps {
  scroll: LogScroll;
  rowMap: RowMap;
  errors: readonly number[];
  warnings: readonly number[];
  hits: readonly number[];
  onMove(top: number): void;
}

const Marks = memo(
  function MinimapMarks(
    props: Omit<LogMinimapProps, 'scroll' | 'onMove'> & {
      height: number;
    },
  ) {
    const { rowMap, errors, warnings, hits, height } = props;
    const paths = useMemo(
      () => ({
        warnings: toMarkPath(warnings, rowMap, height),
        hits: toMarkPath(hits, rowMap, height, 'start'),
        errors: toMarkPath(errors, rowMap, height),
      }),
      [warnings, hits, errors, rowMap, height],
    );
    return (
      <svg className={styles.marks} width="14" height={height}>
        <path className={styles.warnings} d={paths.warnings} />
        <path className={styles.hits} d={paths.hits} />
        <path className={styles.errors} d={paths.errors} />
      </svg>
    );
  },
  (before, after) =>
    before.rowMap === after.rowMap &&
    before.errors === after.errors &&
    before.warnings === after.warnings &&
    before.hits === after.hits &&
    before.height === after.height,
);

/** Where errors, warnings and hits are, and where one is; for the mouse. */
export function LogMinimap(props: LogMinimapProps) {
  const { scroll, onMove } = props;
  const { geometry, top } = scroll;
  const height = geometry.viewportHeight;
  const rowsHeight = geometry.lines * ROW_HEIGHT + (geometry.slack ?? 0);
  const content = Math.max(height, rowsHeight);
  const thumb = Math.max(8, (height / content) * height);
  const place = (top / Math.max(1, maxTopOf(geometry))) * (height - thumb);

  const onPointer = (event: PointerEvent<HTMLElement>) => {
    if (event.type === 'pointerdown') {
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
    } else if (!event.currentTarget.hasPointerCapture(event.pointerId)) {
      return;
    }
    const { y } = event.currentTarget.getBoundingClientRect();
    const share = (event.clientY - y) / height;
    onMove(share * content - height / 2);
  };

  return (
    <div
      className={styles.minimap}
      aria-hidden
      onPointerDown={onPointer}
      onPointerMove={onPointer}
    >
      <Marks {...props} height={Math.min(height, rowsHeight)} />
      {content > height && (
        <div
          className={styles.thumb}
          style={{ blockSize: thumb, transform: `translateY(${place}px)` }}
        />
      )}
    </div>
  );
}
