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

import { isControl, toVisible } from '../../logs/ansi/controls';

/** Longer lines are cut off where they are shown. */
export const MAX_LINE_LENGTH = 2000;

const TAB = '    ';

/** A line as it is safe to show: no character of it acts on the page. */
export function toShownLine(line: string): { text: string; cut: number } {
  const cut = Math.max(line.length - MAX_LINE_LENGTH, 0);
  let text = '';
  for (let index = 0; index < line.length - cut; index += 1) {
    const code = line.charCodeAt(index);
    if (line[index] === '\t') {
      text += TAB;
    } else {
      text += isControl(code) ? toVisible(code) || '\ufffd' : line[index];
    }
  }
  return { text, cut };
}
