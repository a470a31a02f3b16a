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

import { ReactNode } from 'react';
import { DiffMark } from './DiffLine';
import styles from './DiffGrid.module.css';

/** The text before, or the one after. */
export type DiffSide = 'before' | 'after';

/** Props of {@link DiffGridRow}. */
export interface DiffGridRowProps {
  index: number;
  kind: 'same' | 'changed' | 'fold';
  /** Whether there is a line before. */
  hasBefore: boolean;
  isCurrent?: boolean;
  isSplit: boolean;
  /** Says how many lines are folded away. */
  describeFold(): string;
  onOpen(): void;
  renderNumber(side: DiffSide): ReactNode;
  /** Renders a `DiffLine`. */
  renderLine(side: DiffSide, mark: DiffMark): ReactNode;
}

/**
 * A line of both sides, next to each other or the one that is of interest; or
 * the button for those that are folded away.
 */
export function DiffGridRow(props: DiffGridRowProps) {
  const { index, kind, hasBefore, isCurrent, isSplit } = props;
  if (kind === 'fold') {
    return (
      <div role="row" aria-rowindex={index + 1} className={styles.row}>
        <span role="gridcell" className={styles.fold}>
          <button type="button" onClick={props.onOpen}>
            {props.describeFold()}
          </button>
        </span>
      </div>
    );
  }
  const isChanged = kind === 'changed';
  const isRemoved = isChanged && hasBefore && !isSplit;
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      className={styles.row}
      data-current={isCurrent || undefined}
    >
      <span role="gridcell" className={styles.number}>
        {props.renderNumber('before')}
      </span>
      {isSplit && props.renderLine('before', isChanged ? '-' : ' ')}
      <span role="gridcell" className={styles.number}>
        {props.renderNumber('after')}
      </span>
      {isRemoved
        ? props.renderLine('before', '-')
        : props.renderLine('after', isChanged ? '+' : ' ')}
    </div>
  );
}
