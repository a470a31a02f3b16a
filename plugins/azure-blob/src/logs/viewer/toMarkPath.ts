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

import { RowMap } from './rows';

const WIDTH = 14;
const NARROWEST = 4;
const STEP = 3;
const HEIGHT = 2;

/**
 * Draws lines as marks over the height of all rows: one each three pixels at
 * most, however many lines there are. A mark is the longer the more lines it
 * stands for, and half as long as there is room where it has as many as others.
 *
 * @param side - where the marks begin
 */
export function toMarkPath(
  lines: readonly number[],
  rowMap: RowMap,
  height: number,
  side: 'start' | 'end' = 'end',
): string {
  const counts = new Map<number, number>();
  for (const line of lines) {
    const share = (rowMap.rowOf(line) - 0.5) / Math.max(1, rowMap.rows);
    const place = Math.floor((share * height) / STEP) * STEP;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  const usual = lines.length / counts.size;
  return [...counts]
    .map(([place, count]) => {
      const long = Math.round((WIDTH / 2) * (count / usual));
      const width = Math.max(NARROWEST, Math.min(WIDTH, long));
      const start = side === 'end' ? WIDTH - width : 0;
      return `M${start} ${place}h${width}v${HEIGHT}h-${width}z`;
    })
    .join('');
}
