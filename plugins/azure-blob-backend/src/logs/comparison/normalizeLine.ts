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

import { toVisibleText } from '../lines';

/**
 * What differs from run to run without meaning anything, in the order in which
 * it is looked for: an id may hold what else would be a time.
 */
const VARYING: Array<[pattern: RegExp, sign: string]> = [
  // 0c8f7f0e-4f0b-4f5c-9a53-8a9d3a0ad9aa
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '<id>'],
  // 2026-11-21T10:00:00.1234567Z, 2026/11/21 10:00:00,123 +01:00
  [
    /\b\d{4}[-/]\d\d[-/]\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?)?/g,
    '<time>',
  ],
  // 10:00:00.123
  [/\b\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?\b/g, '<time>'],
  // section_start:1700000000:build, _bk;t=1700000000000
  [/\b1\d{9}(?:\d{3})?\b/g, '<time>'],
  // 12 ms, 1.23s, 1 m 12 s, 3 minutes
  [
    /\b\d+(?:[.,]\d+)? ?(?:ns|[uµ]s|ms|milliseconds?|secs?|seconds?|s|mins?|minutes?|m|hrs?|hours?|h)\b/gi,
    '<duration>',
  ],
  // 9f3c1ab, sha256:3f9a…, 0x7ffd2c; not a word or a plain number
  [/\b(?:0x[0-9a-f]+|(?=[0-9a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,128})\b/gi, '<id>'],
  // /tmp/jest-a8sd/x, C:\Temp\a8sd, _temp/81f2.sh
  [/(?:\/tmp|\/var\/folders|\\temp|\b_temp)[/\\][^\s'"):;,]+/gi, '<temporary>'],
  // localhost:54321
  [/:\d{4,5}\b(?![.\d])/g, ':<port>'],
];
const DURATIONS = /<duration>(?:[ ,]*<duration>)+/g;
const END = /[\s\0]+$/;

/**
 * A line without what differs from run to run: escape sequences, times,
 * durations, ids, temporary paths and ports. Two lines are held for the same
 * where this is the same of both.
 */
export function normalizeLine(line: string): string {
  let text = toVisibleText(
    line.slice(line.lastIndexOf('\r', line.length - 2) + 1),
  );
  for (const [pattern, sign] of VARYING) {
    text = text.replace(pattern, sign);
  }
  return text.replace(DURATIONS, '<duration>').replace(END, '');
}
