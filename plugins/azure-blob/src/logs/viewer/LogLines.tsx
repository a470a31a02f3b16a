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
  KeyboardEvent,
  useId,
  useLayoutEffect,
  useState,
} from 'react';
import { VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobTranslationRef } from '../../translation';
import {
  LogScroll,
  ROW_HEIGHT,
  scrollHeightOf,
  visibleLinesOf,
} from '../scroll';
import { LogRow } from '../source';
import { LogRowView } from './LogRowView';
import styles from './LogViewer.module.css';

/** Props of {@link LogLines}. */
export interface LogLinesProps {
  label: string;
  scroll: LogScroll;
  /** Whether rows are counted from line one. */
  isNumbered: boolean;
  getRow(index: number): LogRow | undefined;
  markedLine?: number;
  hrefToLine(line: number): string;
  onKeyDown(event: KeyboardEvent): void;
}

/** The lines that can be seen, in a region that scrolls through all of them. */
export function LogLines(props: LogLinesProps) {
  const { label, scroll, isNumbered, getRow, markedLine, hrefToLine } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const keysId = useId();
  const { geometry, top } = scroll;
  const { first, last } = visibleLinesOf(geometry, top);
  const rows = [];
  for (let line = first; line <= last; line += 1) {
    rows.push({ line, row: getRow(line) });
  }
  const widest = useGreatest(
    Math.max(0, ...rows.map(({ row }) => row?.length ?? 0)),
  );
  const variables: Record<string, string> = {
    '--log-digits': `${Math.max(4, String(geometry.lines).length)}`,
    '--log-widest': `${widest}`,
    '--log-height': `${scrollHeightOf(geometry)}px`,
    '--log-viewport': `${geometry.viewportHeight}px`,
  };
  const shift: CSSProperties = {
    transform: `translateY(${-(top % ROW_HEIGHT)}px)`,
  };

  return (
    <>
      <VisuallyHidden id={keysId}>{t('logs.viewer.keys')}</VisuallyHidden>
      <div
        ref={scroll.ref}
        className={styles.scroller}
        style={variables}
        role="grid"
        aria-readonly
        aria-label={label}
        aria-describedby={keysId}
        aria-rowcount={isNumbered ? geometry.lines : -1}
        // Keys scroll it, as they do in any scrolled region.
        tabIndex={0}
        onScroll={scroll.onScroll}
        onKeyDown={event => {
          scroll.onKeyDown(event);
          props.onKeyDown(event);
        }}
      >
        <div className={styles.spacer} role="presentation">
          <div className={styles.window} role="presentation">
            <div role="rowgroup" style={shift}>
              {rows.map(({ line, row }) => (
                <LogRowView
                  key={line}
                  row={row}
                  number={isNumbered ? line : undefined}
                  isMarked={isNumbered && line === markedLine}
                  hrefToLine={hrefToLine}
                />
              ))}
            </div>
          </div>
        </div>
      </div>
    </>
  );
}

/** The scrolled width only grows: shrinking it would move the text sideways. */
function useGreatest(value: number): number {
  const [greatest, setGreatest] = useState(value);
  useLayoutEffect(() => {
    setGreatest(current => Math.max(current, value));
  }, [value]);
  return Math.max(greatest, value);
}
