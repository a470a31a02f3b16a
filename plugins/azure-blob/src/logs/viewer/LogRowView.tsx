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
import { Link } from 'react-router-dom';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatNumber } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { LogRow } from '../source';
import { spanProps } from './spanProps';
import styles from './LogViewer.module.css';

/** Props of {@link LogRowView}. */
export interface LogRowViewProps {
  /** Absent while it is on its way. */
  row?: LogRow;
  /** The line's number, where it is known without the line. */
  number?: number;
  isMarked: boolean;
  hrefToLine(line: number): string;
}

function LogRowContent(props: LogRowViewProps) {
  const { row, isMarked, hrefToLine } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const number = props.number ?? row?.number;
  return (
    <div
      role="row"
      aria-rowindex={number}
      aria-current={isMarked || undefined}
      className={styles.row}
    >
      <span role="rowheader" className={styles.gutter}>
        {number === undefined ? (
          '~'
        ) : (
          <Link
            className={styles.number}
            to={hrefToLine(number)}
            tabIndex={-1}
            preventScrollReset
          >
            {number}
          </Link>
        )}
      </span>
      <span role="gridcell" className={styles.text}>
        {row ? (
          row.spans.map((span, index) => (
            <span
              key={index}
              className={styles.span}
              {...spanProps(span.style)}
            >
              {span.text}
            </span>
          ))
        ) : (
          <span className={styles.pending}>{t('logs.viewer.pending')}</span>
        )}
        {row && row.omitted > 0 && (
          <span className={styles.omitted}>
            {t('logs.viewer.omitted', { number: formatNumber(row.omitted) })}
          </span>
        )}
      </span>
    </div>
  );
}

/** One line: its number, which is a link to it, and its text. */
export const LogRowView = memo(LogRowContent);
