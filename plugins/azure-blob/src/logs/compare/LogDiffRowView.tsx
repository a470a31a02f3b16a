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
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatNumber } from '../../common';
import {
  DiffGridRow,
  DiffLine,
  DiffMark,
  toShownLine,
} from '../../common/diff';
import { azureBlobTranslationRef } from '../../translation';
import { toVisibleText } from '../source/toVisibleText';
import { DiffLines } from './DiffLines';
import { LogDiffRow } from './LogDiff';
import styles from './CompareLogs.module.css';

const SIDES = { before: 'base', after: 'head' } as const;

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
  const { row, index, isSplit, isCurrent, onOpen } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return (
    <DiffGridRow
      {...{ index, isCurrent, isSplit }}
      kind={row.kind}
      hasBefore={row.base !== undefined}
      describeFold={() =>
        t('logCompare.fold', {
          count: row.count,
          number: formatNumber(row.count),
        })
      }
      onOpen={() => onOpen(row.hunk)}
      renderNumber={side => <LineNumber {...props} side={SIDES[side]} />}
      renderLine={(side, mark) => (
        <Line side={props[SIDES[side]]} number={row[SIDES[side]]} mark={mark} />
      )}
    />
  );
}

function LineNumber(props: LogDiffRowViewProps & { side: 'base' | 'head' }) {
  const { row, side, hrefTo } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const number = row[side];
  if (number === undefined) {
    return null;
  }
  return (
    <Link
      to={hrefTo(side, number)}
      aria-label={t(`logCompare.open.${side}`, { line: formatNumber(number) })}
      tabIndex={-1}
    >
      {number}
    </Link>
  );
}

function Line(props: { side: DiffLines; number?: number; mark: DiffMark }) {
  const { side, number, mark } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  if (number === undefined) {
    return <DiffLine mark={mark} />;
  }
  const line = side.lineAt(number);
  const { text, cut } = toShownLine(toVisibleText(line?.text ?? ''));
  const omitted = cut + (line?.omittedBytes ?? 0);
  return (
    <DiffLine
      mark={mark}
      markLabel={mark === '+' ? t('logCompare.added') : t('logCompare.removed')}
      notes={[
        omitted > 0 && t('logCompare.cut', { number: formatNumber(omitted) }),
      ]}
    >
      {line ? (
        <bdi>{text}</bdi>
      ) : (
        <span className={styles.faint}>{t('logCompare.pending')}</span>
      )}
    </DiffLine>
  );
}
