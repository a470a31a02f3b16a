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

/** What may stand before the time: a byte order mark, colours, a bracket. */
const TIME = new RegExp(
  `^\\ufeff?((?:${ESCAPE}\\[[0-9;:]{0,40}m){0,8})(\\[?(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(?:[.,](\\d{1,9}))?(Z|[+-]\\d\\d:?\\d\\d)\\]?(?: [0-9a-f]{2}[OE][ +]|[ \\t]|$))`,
);

/** The time that a line begins with. */
export interface LineTime {
  /** Milliseconds since 1970. */
  time: number;
  /** Characters that it takes, with what separates it from the text. */
  length: number;
  /** The line without it; colours that stand before it are left. */
  rest: string;
}

/**
 * Reads the time that CI systems put before each line; GitLab's comes with the
 * number and the kind of a stream.
 */
export function readTime(text: string): LineTime | undefined {
  const found = TIME.exec(text);
  if (!found) {
    return undefined;
  }
  const [all, style, taken, clock, fraction = '0', zone] = found;
  const milliseconds = fraction.padEnd(3, '0').slice(0, 3);
  const time = Date.parse(`${clock}.${milliseconds}${zone}`);
  if (Number.isNaN(time)) {
    return undefined;
  }
  const mark = all.length - style.length - taken.length;
  return {
    time,
    length: taken.length + mark,
    rest: style + text.slice(all.length),
  };
}
