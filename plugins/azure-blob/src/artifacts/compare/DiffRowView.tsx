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

import { VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatNumber } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { TextLines } from './diffTexts';
import { DiffRow } from './toDiffRows';
import { toShownLine } from './toShownLine';
import styles from './DiffTable.module.css';

/** Props of {@link DiffRowView}. */
export interface DiffRowViewProps {
  row: DiffRow;
  index: number;
  left: TextLines;
  right: TextLines;
  isSplit: boolean;
  onOpen(hunk: number): void;
}

/** A line of both sides, or the button for those that are folded away. */
export function DiffRowView(props: DiffRowViewProps) {
  const { row, index, left, right, isSplit, onOpen } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  if (row.kind === 'fold') {
    return (
      <div role="row" aria-rowindex={index + 1} className={styles.row}>
        <span role="gridcell" className={styles.fold}>
          <button type="button" onClick={() => onOpen(row.hunk)}>
            {t('runs.diff.fold', {
              count: row.count,
              number: formatNumber(row.count),
            })}
          </button>
        </span>
      </div>
    );
  }
  const isChanged = row.kind === 'changed';
  if (isSplit) {
    return (
      <div role="row" aria-rowindex={index + 1} className={styles.row}>
        <LineNumber number={row.left} />
        <Line side={left} number={row.left} mark={isChanged ? '-' : ' '} />
        <LineNumber number={row.right} />
        <Line side={right} number={row.right} mark={isChanged ? '+' : ' '} />
      </div>
    );
  }
  const isRemoved = isChanged && row.left !== undefined;
  return (
    <div role="row" aria-rowindex={index + 1} className={styles.row}>
      <LineNumber number={row.left} />
      <LineNumber number={row.right} />
      {isRemoved ? (
        <Line side={left} number={row.left} mark="-" />
      ) : (
        <Line side={right} number={row.right} mark={isChanged ? '+' : ' '} />
      )}
    </div>
  );
}

function LineNumber({ number }: { number?: number }) {
  return (
    <span role="gridcell" className={styles.number}>
      {number === undefined ? '' : number + 1}
    </span>
  );
}

function Line(props: {
  side: TextLines;
  number?: number;
  mark: '+' | '-' | ' ';
}) {
  const { side, number, mark } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  if (number === undefined) {
    return <span role="gridcell" className={styles.line} data-mark="none" />;
  }
  const { text, cut } = toShownLine(side.lines[number]);
  const isLast = side.isCut && number === side.lines.length - 1;
  return (
    <span role="gridcell" className={styles.line} data-mark={mark}>
      {mark !== ' ' && (
        <VisuallyHidden>
          {mark === '+' ? t('runs.diff.added') : t('runs.diff.removed')}
        </VisuallyHidden>
      )}
      <span className={styles.mark} aria-hidden>
        {mark}
      </span>
      <span className={styles.text}>
        <bdi>{text}</bdi>
        {cut > 0 && (
          <span className={styles.note}>
            {t('runs.diff.cut', { number: formatNumber(cut) })}
          </span>
        )}
        {isLast && mark !== ' ' && (
          <span className={styles.note}>{t('runs.diff.noNewline')}</span>
        )}
      </span>
    </span>
  );
}
