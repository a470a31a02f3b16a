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

import { toLogRow } from './LogRow';

const ESC = '\u001b';

function rowOf(text: string) {
  const { row } = toLogRow({ number: 1, offset: 0, text }, {});
  return { ...row, text: row.spans.map(span => span.text).join('') };
}

describe('toLogRow', () => {
  it.each([
    ['2026-11-20T08:15:00.1234567Z Run', '2026-11-20T08:15:00.123Z', 'Run'],
    ['\ufeff2026-11-20T08:15:00Z Run', '2026-11-20T08:15:00.000Z', 'Run'],
    ['[2026-11-20T08:15:00+02:00] Run', '2026-11-20T06:15:00.000Z', 'Run'],
    ['2026-11-20T08:15:00,5Z Run', '2026-11-20T08:15:00.500Z', 'Run'],
    ['2026-11-20T08:15:00 Run', undefined, '2026-11-20T08:15:00 Run'],
    ['2026-11-20T08:15:00.000001Z 00O Run', '2026-11-20T08:15:00.000Z', 'Run'],
    ['2026-11-20T08:15:00Z', '2026-11-20T08:15:00.000Z', ''],
    ['2026-99-20T08:15:00Z Run', undefined, '2026-99-20T08:15:00Z Run'],
    ['at 2026-11-20T08:15:00Z', undefined, 'at 2026-11-20T08:15:00Z'],
  ])('should take the time from %j', (line, time, text) => {
    const row = rowOf(line);
    expect(row.time && new Date(row.time).toISOString()).toBe(time);
    expect(row.text).toBe(text);
  });

  it.each([
    ['##[group]Run npm ci', 'group', 'Run npm ci'],
    ['::group::Run npm ci', 'group', 'Run npm ci'],
    ['##[endgroup]', 'end', ''],
    ['##[error]Failed', 'error', 'Failed'],
    ['::error file=a.ts,line=1::Failed', 'error', 'Failed'],
    ['##[command]npm ci', 'command', 'npm ci'],
    ['2026-11-20T08:15:00Z ##[section]Build', 'section', 'Build'],
    ['##[other]text', undefined, '##[other]text'],
    ['##[constructor]text', undefined, '##[constructor]text'],
    [`section_start:1:a\r${ESC}[0KTitle`, undefined, 'Title'],
  ])('should know what %j is for', (line, marker, text) => {
    const row = rowOf(line);
    expect(row.marker).toBe(marker);
    expect(row.text).toBe(text);
  });

  it('should leave three dashes alone that are no heading', () => {
    expect(rowOf('--- a/file')).toMatchObject({
      text: '--- a/file',
      headingMark: 4,
    });
  });

  it('should know where what is left stands in the line', () => {
    const line = `2026-11-20T08:15:00Z ##[error]${ESC}[31mno`;
    const early = rowOf(`${ESC}[32m2026-11-20T08:15:00Z ok`);
    expect(early.spans).toEqual([
      { text: 'ok', at: 21, style: { foreground: 2 } },
    ]);
    const { spans } = rowOf(line);
    expect(spans.map(({ at, text }) => [at, text])).toEqual([[30, 'no']]);
  });

  it('should cut what no screen can show, between characters', () => {
    const row = rowOf(`${'x'.repeat(9_999)}\u{1f600}yy`);
    expect(row.length).toBe(9_999);
    expect(row.omitted).toBe(4);
    expect(row.text.endsWith('x')).toBe(true);
  });
});
