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

import { Link } from 'react-router-dom';
import { VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { toShownLine } from '../../artifacts/compare/toShownLine';
import { formatNumber } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { toVisibleText } from '../source/toVisibleText';
import { DiffLines } from './DiffLines';
import { LogDiffRow } from './LogDiff';
import styles from './CompareLogs.module.css';

/** Props of {@link LogDiffRowView}. */
export interface LogDiffRowViewProps {
  row: LogDiffRow;
  index: number;
  base: DiffLines;
  head: DiffLines;
  isSplit: boolean;
  isCurrent: boolean;
  hrefTo(side: 'base' | 'head', line: number): string;
  onOpen(hunk: number): void;
}

/** A line of both logs, or the button for those that are folded away. */
export function LogDiffRowView(props: LogDiffRowViewProps) {
  const { row, index, base, head, isSplit, isCurrent, onOpen } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const place = {
    role: 'row',
    'aria-rowindex': index + 1,
    className: styles.row,
  };
  if (row.kind === 'fold') {
    return (
      <div {...place}>
        <span role="gridcell" className={styles.fold}>
          <button type="button" onClick={() => onOpen(row.hunk)}>
            {t('logCompare.fold', {
              count: row.count,
              number: formatNumber(row.count),
            })}
          </button>
        </span>
      </div>
    );
  }
  const isChanged = row.kind === 'changed';
  const isRemoved = isChanged && row.base !== undefined;
  const before = (
    <Line side={base} number={row.base} mark={isChanged ? '-' : ' '} />
  );
  const after = (
    <Line side={head} number={row.head} mark={isChanged ? '+' : ' '} />
  );
  return (
    <div {...place} data-current={isCurrent || undefined}>
      <LineNumber {...props} side="base" />
      {isSplit && before}
      <LineNumber {...props} side="head" />
      {!isSplit && isRemoved ? before : after}
    </div>
  );
}

function LineNumber(props: LogDiffRowViewProps & { side: 'base' | 'head' }) {
  const { row, side, hrefTo } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const number = row[side];
  return (
    <span role="gridcell" className={styles.number}>
      {number !== undefined && (
        <Link
          to={hrefTo(side, number)}
          aria-label={t(`logCompare.open.${side}`, {
            line: formatNumber(number),
          })}
          tabIndex={-1}
        >
          {number}
        </Link>
      )}
    </span>
  );
}

function Line(props: {
  side: DiffLines;
  number?: number;
  mark: '+' | '-' | ' ';
}) {
  const { side, number, mark } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  if (number === undefined) {
    return <span role="gridcell" className={styles.line} data-mark="none" />;
  }
  const line = side.lineAt(number);
  const { text, cut } = toShownLine(toVisibleText(line?.text ?? ''));
  const omitted = cut + (line?.omittedBytes ?? 0);
  return (
    <span role="gridcell" className={styles.line} data-mark={mark}>
      {mark !== ' ' && (
        <VisuallyHidden>
          {mark === '+' ? t('logCompare.added') : t('logCompare.removed')}
        </VisuallyHidden>
      )}
      <span className={styles.mark} aria-hidden>
        {mark}
      </span>
      <span className={styles.text}>
        {line ? (
          <bdi>{text}</bdi>
        ) : (
          <span className={styles.faint}>{t('logCompare.pending')}</span>
        )}
        {omitted > 0 && (
          <span className={styles.cut}>
            {t('logCompare.cut', { number: formatNumber(omitted) })}
          </span>
        )}
      </span>
    </span>
  );
}
