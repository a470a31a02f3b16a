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

import { skipEscape } from '../ansi';

const CONTROLS = /\p{Cc}/gu;

/** A line without its escape sequences, which is what searches look at. */
export function toVisibleText(text: string): string {
  const state = { unterminated: false };
  let visible = '';
  let from = 0;
  CONTROLS.lastIndex = 0;
  for (let found = CONTROLS.exec(text); found; found = CONTROLS.exec(text)) {
    const escape = skipEscape(text, found.index, state);
    if (escape) {
      visible += text.slice(from, found.index);
      from = escape.end;
      CONTROLS.lastIndex = from;
    }
  }
  return visible + text.slice(from);
}
