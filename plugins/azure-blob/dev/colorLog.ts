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

const ESCAPE = '\u001b';

/** A log with every colour and attribute, and what must not get through. */
export const colorLog = [
  ...[30, 40, 90, 100].map(start =>
    Array.from(
      { length: 8 },
      (_, index) =>
        `${ESCAPE}[${start + index}m color ${start + index} ${ESCAPE}[0m`,
    ).join(' '),
  ),
  ...Array.from({ length: 8 }, (_, row) =>
    Array.from({ length: 32 }, (__, column) => {
      const color = row * 32 + column;
      return `${ESCAPE}[38;5;${color}m${String(color).padStart(4)}`;
    }).join(''),
  ),
  `${ESCAPE}[0m${Array.from({ length: 64 }, (_, index) => {
    const level = index * 4;
    return `${ESCAPE}[38;2;${level};${255 - level};128m#`;
  }).join('')}${ESCAPE}[0m true colour`,
  `${ESCAPE}[1mbold${ESCAPE}[0m ${ESCAPE}[2mdim${ESCAPE}[0m ${ESCAPE}[3mitalic${ESCAPE}[0m ${ESCAPE}[4munderline${ESCAPE}[0m ${ESCAPE}[7minverse${ESCAPE}[0m ${ESCAPE}[9mstrike${ESCAPE}[0m`,
  `${ESCAPE}[33;44m yellow on blue ${ESCAPE}[0m ${ESCAPE}[38;5;226;48;5;231m yellow on white ${ESCAPE}[0m`,
  `progress 10 %\rprogress 60 %\rprogress 100 %`,
  `a ${ESCAPE}]8;;https://evil.example${ESCAPE}\\link${ESCAPE}]8;;${ESCAPE}\\ and ${ESCAPE}]52;c;ZXZpbA==\u0007a clipboard`,
  `<script>alert(1)</script> \u202etxet desrever\u202c NUL \u0000 DEL \u007f`,
  'x'.repeat(400),
].join('\n');
