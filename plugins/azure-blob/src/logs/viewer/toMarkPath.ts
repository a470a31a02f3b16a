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

const STEP = 2;

/**
 * Draws lines as marks over the height of all rows: one each two pixels at
 * most, however many lines there are.
 */
export function toMarkPath(
  lines: readonly number[],
  rowMap: RowMap,
  height: number,
): string {
  const places = new Set<number>();
  for (const line of lines) {
    const share = (rowMap.rowOf(line) - 0.5) / Math.max(1, rowMap.rows);
    places.add(Math.floor((share * height) / STEP) * STEP);
  }
  return [...places].map(place => `M0 ${place}h14v2h-14z`).join('');
}
