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

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatNumber } from '../../common';
import {
  DiffGridRow,
  DiffLine,
  DiffMark,
  toShownLine,
} from '../../common/diff';
import { azureBlobTranslationRef } from '../../translation';
import { TextLines } from './diffTexts';
import { DiffRow } from './toDiffRows';

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
  const numbers = { before: row.left, after: row.right };
  const sides = { before: left, after: right };
  return (
    <DiffGridRow
      {...{ index, isSplit }}
      kind={row.kind}
      hasBefore={row.left !== undefined}
      describeFold={() =>
        t('runs.diff.fold', {
          count: row.count,
          number: formatNumber(row.count),
        })
      }
      onOpen={() => onOpen(row.hunk)}
      renderNumber={side => {
        const number = numbers[side];
        return number === undefined ? '' : number + 1;
      }}
      renderLine={(side, mark) => (
        <Line side={sides[side]} number={numbers[side]} mark={mark} />
      )}
    />
  );
}

function Line(props: { side: TextLines; number?: number; mark: DiffMark }) {
  const { side, number, mark } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  if (number === undefined) {
    return <DiffLine mark={mark} />;
  }
  const { text, cut } = toShownLine(side.lines[number]);
  const isLast = side.isCut && number === side.lines.length - 1;
  return (
    <DiffLine
      mark={mark}
      markLabel={mark === '+' ? t('runs.diff.added') : t('runs.diff.removed')}
      notes={[
        cut > 0 && t('runs.diff.cut', { number: formatNumber(cut) }),
        isLast && mark !== ' ' && t('runs.diff.noNewline'),
      ]}
    >
      <bdi>{text}</bdi>
    </DiffLine>
  );
}
