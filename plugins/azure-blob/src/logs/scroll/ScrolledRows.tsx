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
import { rowHeightOf, scrollHeightOf } from './scrollScale';
import { LogScroll } from './useLogScroll';
import styles from './ScrolledRows.module.css';

/** Props of {@link ScrolledRows}. */
export interface ScrolledRowsProps {
  scroll: LogScroll;
  /** Pixels that stand above the rows in the scroller. */
  inset?: number;
  /** Says how wide they are. */
  className: string;
  role: 'rowgroup' | 'presentation';
  /** The rows in sight. */
  children: ReactNode;
}

/** Makes room for all rows of a scroller, and keeps some of them in sight. */
export function ScrolledRows(props: ScrolledRowsProps) {
  const { geometry, top } = props.scroll;
  const height = scrollHeightOf(geometry);
  const seen = Math.max(0, Math.min(geometry.viewportHeight, height));
  return (
    <div
      className={props.className}
      role="presentation"
      style={{ blockSize: height }}
    >
      <div
        className={styles.window}
        role="presentation"
        style={{ insetBlockStart: props.inset ?? 0, blockSize: seen }}
      >
        <div
          role={props.role}
          style={{
            transform: `translateY(${-(top % rowHeightOf(geometry))}px)`,
          }}
        >
          {props.children}
        </div>
      </div>
    </div>
  );
}
