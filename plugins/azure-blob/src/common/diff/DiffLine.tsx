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
import { VisuallyHidden } from '@backstage/ui';
import styles from './DiffGrid.module.css';

/** Whether a line was added, removed or neither. */
export type DiffMark = '+' | '-' | ' ';

/** Props of {@link DiffLine}. */
export interface DiffLineProps {
  mark: DiffMark;
  /** What the mark says. */
  markLabel?: string;
  /** Absent where the side has no line here. */
  children?: ReactNode;
  /** What there is to say behind the line. */
  notes?: Array<string | false>;
}

/** One side of a row. */
export function DiffLine(props: DiffLineProps) {
  const { mark, markLabel, children, notes = [] } = props;
  if (children === undefined) {
    return <span role="gridcell" className={styles.line} data-mark="none" />;
  }
  return (
    <span role="gridcell" className={styles.line} data-mark={mark}>
      {mark !== ' ' && <VisuallyHidden>{markLabel}</VisuallyHidden>}
      <span className={styles.mark} aria-hidden>
        {mark}
      </span>
      <span className={styles.text}>
        {children}
        {notes.map(
          note =>
            note && (
              <span key={note} className={styles.note}>
                {note}
              </span>
            ),
        )}
      </span>
    </span>
  );
}
