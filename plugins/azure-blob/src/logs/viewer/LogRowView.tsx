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
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatNumber } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { dropCharacters } from '../ansi';
import { LogRow } from '../source';
import { LogLineRange } from './LogLineRange';
import { LogSpans, Ranges } from './LogSpans';
import styles from './LogLines.module.css';

/** Props of {@link LogRowView}. */
export interface LogRowViewProps {
  /** Absent while it is on its way. */
  row?: LogRow;
  /** The line's number, or what is taken for it. */
  line: number;
  isEstimated: boolean;
  isMarked: boolean;
  /** Whether it is the one that was jumped to. */
  isCurrent: boolean;
  /** Whether lines between it and the row above are not shown. */
  hasGap: boolean;
  level?: 'error' | 'warning';
  /** Lines below it, where it is the heading of a group; it may have none. */
  groupLines?: number;
  isFolded?: boolean;
  ranges?: Ranges;
  /** Empty where it has none; absent where times are not shown. */
  time?: string;
  hrefToLine?(line: LogLineRange): string;
}

function LogRowContent(props: LogRowViewProps) {
  const { row, line, isEstimated, isMarked, isCurrent, hasGap } = props;
  const number = row?.number ?? line;
  const isKnown = !isEstimated || row?.number !== undefined;
  return (
    <div
      role="row"
      aria-rowindex={isKnown ? number : undefined}
      aria-current={isMarked || undefined}
      className={styles.row}
      data-level={props.level ?? row?.marker}
      data-current={isCurrent || undefined}
      data-gap={hasGap || undefined}
    >
      <span role="rowheader" className={styles.gutter}>
        {isKnown ? (
          <LineNumber
            number={number}
            href={props.hrefToLine?.({
              ...{ from: number, to: number, byte: row?.offset },
            })}
          />
        ) : (
          <span className={styles.estimate}>~{number}</span>
        )}
      </span>
      {props.time !== undefined && (
        <span role="gridcell" className={styles.time}>
          {props.time}
        </span>
      )}
      <span role="gridcell" className={styles.text}>
        <LogRowText {...props} />
      </span>
    </div>
  );
}

function LineNumber({ number, href }: { number: number; href?: string }) {
  const props = {
    className: styles.number,
    'data-action': 'line',
    'data-line': number,
    tabIndex: -1,
  };
  return href === undefined ? (
    <button type="button" {...props}>
      {number}
    </button>
  ) : (
    <a href={href} {...props}>
      {number}
    </a>
  );
}

function LogRowText(props: LogRowViewProps) {
  const { row, line, ranges, groupLines, isFolded } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  if (!row) {
    return <span className={styles.pending}>{t('logs.viewer.pending')}</span>;
  }
  if (groupLines === 0) {
    return (
      <span className={styles.bareHeading}>
        <LogSpans
          spans={dropCharacters(row.spans, row.headingMark)}
          ranges={ranges}
        />
      </span>
    );
  }
  if (groupLines !== undefined) {
    const Chevron = isFolded ? RiArrowRightSLine : RiArrowDownSLine;
    return (
      <button
        type="button"
        className={styles.heading}
        data-action="fold"
        data-line={line}
        aria-expanded={!isFolded}
      >
        <Chevron size={16} aria-hidden />
        <LogSpans
          spans={dropCharacters(row.spans, row.headingMark)}
          ranges={ranges}
        />
        {isFolded && (
          <span className={styles.folded}>
            {t('logs.viewer.folded', { number: formatNumber(groupLines) })}
          </span>
        )}
      </button>
    );
  }
  const { marker } = row;
  return (
    <>
      {(marker === 'error' || marker === 'warning' || marker === 'notice') && (
        <b>{t(`logs.viewer.marker.${marker}`)} </b>
      )}
      <LogSpans spans={row.spans} ranges={ranges} />
      {row.omitted > 0 && (
        <button
          type="button"
          className={styles.omitted}
          data-action="more"
          data-line={row.number}
        >
          {t('logs.viewer.omitted', { number: formatNumber(row.omitted) })}
        </button>
      )}
    </>
  );
}

/** One line: its number, which is a link to it, its time and its text. */
export const LogRowView = memo(LogRowContent);
