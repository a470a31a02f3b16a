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

import { LogColor, LogStyle } from '../ansi';

const CODES: [key: keyof LogStyle, code: number][] = [
  ['bold', 1],
  ['dim', 2],
  ['italic', 3],
  ['underline', 4],
  ['inverse', 7],
  ['strike', 9],
  ['overline', 53],
];

/** The escape sequence that puts a style in force; empty for none. */
export function formatStyle(style: LogStyle): string {
  const codes = [
    ...CODES.filter(([key]) => style[key]).map(([, code]) => String(code)),
    ...formatColor(38, style.foreground),
    ...formatColor(48, style.background),
  ];
  return codes.length > 0 ? `\u001b[${codes.join(';')}m` : '';
}

function formatColor(code: number, color: LogColor | undefined): string[] {
  if (color === undefined) {
    return [];
  }
  if (typeof color === 'number') {
    return [`${code};5;${color}`];
  }
  const channels = [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16));
  return [`${code};2;${channels.join(';')}`];
}
