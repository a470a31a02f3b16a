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

const TIME =
  '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?:Z|[+-]\\d\\d:?\\d\\d)';

/** What may stand before the time: a byte order mark, colours, a bracket. */
const LEADING_TIME = new RegExp(
  `^(?:\\u00ef\\u00bb\\u00bf|\\u0080|\\ufeff)?(?:\\u001b\\[[0-9;:]{0,40}m){0,8}\\[?(${TIME})(?!\\w)`,
);

/** Code units of a line that are enough to tell its time. */
export const TIME_UNITS = 512;

/**
 * The time and what belongs to it at the start of a visible text: `[...]` of
 * Jenkins, `00O ` of GitLab.
 */
const TIME_PREFIX = new RegExp(
  `^\\ufeff?\\s*(?:\\[${TIME}\\]|${TIME})\\s?(?:[0-9a-f]{2}[OE][ +])?`,
);

/** The time that a line begins with, in milliseconds of Unix time. */
export function readTime(line: string): number | undefined {
  const text = LEADING_TIME.exec(line)?.[1];
  const time = text ? Date.parse(text.replace(',', '.')) : NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** A visible text without the time at its start. */
export function removeTime(text: string): string {
  return text.replace(TIME_PREFIX, '');
}
