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
  MouseEvent,
  RefObject,
  useId,
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
import { formatLineTime, LogTimeForm } from './formatTime';
import { LogLineRange } from './LogLineRange';
import { LogRowView } from './LogRowView';
import { Ranges } from './LogSpans';
import { findLast, LogGroups, RowMap } from './rows';
import { useGreatest } from './useGreatest';
import { useKeptFocus } from './useKeptFocus';
import styles from './LogLines.module.css';

/** Props of {@link LogLinesView}. */
export interface LogLinesViewProps {
  label: string;
  scroll: LogScroll;
  body: RefObject<HTMLDivElement>;
  rowMap: RowMap;
  /** Lines of the whole log, or about how many. */
  lines: number;
  isEstimated: boolean;
  isWrapped: boolean;
  isFiltered: boolean;
  /** Whether no lines are read any more. */
  isStuck: boolean;
  timeForm: LogTimeForm;
  /** When the log began, in milliseconds since 1970. */
  start: number | undefined;
  marked?: LogLineRange;
  current?: number;
  groups: LogGroups;
  errors: readonly number[];
  warnings: readonly number[];
  getRow(line: number): LogRow | undefined;
  rangesOf(line: number): Ranges | undefined;
  hrefToLine?(line: LogLineRange): string;
  onClick(event: MouseEvent): void;
  onKeyDown(event: KeyboardEvent): void;
}

/** The lines that can be seen, in a region that scrolls through all of them. */
export function LogLinesView(props: LogLinesViewProps) {
  const { scroll, rowMap, lines, isEstimated, isWrapped } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const keysId = useId();
  const { geometry, top } = scroll;
  const { first, last } = visibleLinesOf(geometry, top);
  const rows = [];
  let widest = 0;
  for (let row = first; row <= last; row += 1) {
    const line = rowMap.lineOf(row);
    const content = props.getRow(line);
    widest = Math.max(widest, content?.length ?? 0);
    rows.push({ row, line, content });
  }
  const hasTimes = useHasTimes(rows.some(({ content }) => content?.time));
  const showsTimes = hasTimes && props.timeForm !== 'off';
  const columns = useGreatest(widest);
  const variables: Record<string, string> = {
    '--log-digits': `${Math.max(
      4,
      String(lines).length + (isEstimated ? 1 : 0),
    )}`,
    '--log-widest': `${columns + (showsTimes ? 14 : 0)}`,
    '--log-height': `${scrollHeightOf(geometry)}px`,
    '--log-viewport': `${geometry.viewportHeight}px`,
  };
  const shift: CSSProperties = {
    transform: `translateY(${-(top % ROW_HEIGHT)}px)`,
  };
  useKeptFocus(props.body);

  return (
    <>
      <VisuallyHidden id={keysId}>{t('logs.viewer.keys')}</VisuallyHidden>
      <div
        ref={scroll.ref}
        className={styles.scroller}
        style={variables}
        role="grid"
        aria-readonly
        aria-label={props.label}
        aria-describedby={keysId}
        aria-rowcount={isEstimated ? -1 : lines}
        data-wrap={isWrapped || undefined}
        data-stuck={props.isStuck || undefined}
        // Keys scroll it, as they do in any scrolled region.
        tabIndex={0}
        onScroll={scroll.onScroll}
        onClick={props.onClick}
        onKeyDown={event => {
          scroll.onKeyDown(event);
          props.onKeyDown(event);
        }}
      >
        <div className={styles.spacer} role="presentation">
          <div className={styles.window} role="presentation">
            <div ref={props.body} role="rowgroup" style={shift}>
              {rows.map(({ row, line, content }) => (
                <LogRowView
                  key={line}
                  row={content}
                  line={line}
                  isEstimated={isEstimated}
                  isMarked={isWithin(line, props.marked)}
                  isCurrent={line === props.current}
                  hasGap={
                    props.isFiltered &&
                    row > 1 &&
                    rowMap.lineOf(row - 1) !== line - 1
                  }
                  level={levelOf(line, props)}
                  {...headingProps(line, props)}
                  ranges={props.rangesOf(line)}
                  time={showsTimes ? timeOf(line, content, props) : undefined}
                  hrefToLine={props.hrefToLine}
                />
              ))}
            </div>
          </div>
        </div>
      </div>
    </>
  );
}

function isWithin(line: number, range: LogLineRange | undefined): boolean {
  return range !== undefined && line >= range.from && line <= range.to;
}

function levelOf(line: number, { errors, warnings }: LogLinesViewProps) {
  if (errors[findLast(errors, line)] === line) {
    return 'error';
  }
  return warnings[findLast(warnings, line)] === line ? 'warning' : undefined;
}

function headingProps(line: number, props: LogLinesViewProps) {
  const { groups, isEstimated, isFiltered } = props;
  if (isEstimated || isFiltered || !groups.isHeading(line)) {
    return {};
  }
  const heading = groups.headingAt(line);
  return { groupLines: heading?.lines ?? 0, isFolded: heading?.isFolded };
}

function timeOf(
  line: number,
  row: LogRow | undefined,
  { timeForm, start, getRow }: LogLinesViewProps,
): string {
  const before = timeForm === 'gap' ? getRow(line - 1)?.time : undefined;
  return formatLineTime(timeForm, row?.time, start, before);
}

/** A column that was there once stays, so that the text does not move. */
function useHasTimes(hasTimes: boolean): boolean {
  return useGreatest(hasTimes ? 1 : 0) > 0;
}
