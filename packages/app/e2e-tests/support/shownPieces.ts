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

import { Locator } from 'playwright-core';
import { joinPieces, LogPiece } from './readLog';

/** The pieces of a row by the colour that the browser paints them in. */
export async function shownPieces(row: Locator): Promise<LogPiece[]> {
  const spans = await row
    .getByRole('gridcell')
    .last()
    .locator('> span')
    .evaluateAll(elements =>
      elements.map(element => ({
        text: element.textContent ?? '',
        channels: (getComputedStyle(element).color.match(/[\d.]+/g) ?? []).map(
          Number,
        ),
      })),
    );
  return joinPieces(
    spans.map(({ text, channels }) => ({ text, color: nameColor(channels) })),
  );
}

/** What people would call a colour; none where it is close to a grey. */
function nameColor([red, green, blue]: number[]): string | undefined {
  const greatest = Math.max(red, green, blue);
  const chroma = greatest - Math.min(red, green, blue);
  if (chroma < 40) {
    return undefined;
  }
  const sextants: Record<number, number> = {
    [blue]: 4 + (red - green) / chroma,
    [green]: 2 + (blue - red) / chroma,
    [red]: (6 + (green - blue) / chroma) % 6,
  };
  const hue = sextants[greatest] * 60;
  const names: Array<[number, string]> = [
    [20, 'red'],
    [70, 'yellow'],
    [165, 'green'],
    [200, 'cyan'],
    [240, 'blue'],
    [345, 'magenta'],
  ];
  return names.find(([end]) => hue < end)?.[1] ?? 'red';
}
