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

import { RunLayout } from './RunLayout';

describe('RunLayout', () => {
  it.each([
    ['{run}', 'must end with the segment "{path}"'],
    ['{path}/{run}', 'must end with the segment "{path}"'],
    ['', 'must end with the segment "{path}"'],
    ['{run}/{path}/', 'must end with the segment "{path}"'],
    ['/{path}', 'must not contain the segment ""'],
    ['../{run}/{path}', 'must not contain the segment ".."'],
    ['a b/{run}/{path}', 'must not contain the segment "a b"'],
    ['%2e/{run}/{path}', 'must not contain the segment "%2e"'],
    ['{path}/{path}', 'must not contain "{path}" above "{path}"'],
    ['{Run}/{path}', 'must not contain "{Run}"'],
    ['{toString}/{path}', 'must not contain "{toString}"'],
    ['build-{run}/{path}', 'must give each variable a whole segment'],
    ['runs/{path}', 'must contain {run}'],
    ['{run}/{run}/{path}', 'must contain {run} once only'],
    ['{month}/{year}/{path}', 'must have {year} above {month}'],
    ['{year}/{day}/{path}', 'must have {year} above {month}'],
    ['{date}/{year}/{path}', 'must not contain {date} together with {year}'],
    [`${'a/'.repeat(8)}{run}/{path}`, 'must have at most 8 levels'],
  ])('should refuse %j, since it %s', (layout, rule) => {
    expect(() => RunLayout.parse(layout)).toThrow(rule);
  });

  it.each([
    ['{run}/{path}', '1284', { name: '1284' }],
    ['runs/{run}/{path}', 'runs/1284', { name: '1284' }],
    ['{run}/out/{path}', '1284/out', { name: '1284' }],
    ['{branch}/{run}/{path}', 'fix%20it/9', { name: '9', branch: 'fix it' }],
    [
      '{branch}/{run}/{path}',
      'feature~x%7E%23/9',
      { name: '9', branch: 'feature/x~#' },
    ],
    ['{branch}/{path}', '100%', { name: '', branch: '100%' }],
    ['{version}/{path}', '1.4.2', { name: '1.4.2', version: '1.4.2' }],
    [
      '{date}/{run}/{path}',
      '20240229/9',
      { name: '9', startedAt: '2024-02-29T00:00:00.000Z' },
    ],
    [
      '{date}/{path}',
      '2026-11-22',
      { name: '', startedAt: '2026-11-22T00:00:00.000Z' },
    ],
    [
      '{year}/{month}/{day}/{run}/{path}',
      '2026/11/22/9',
      { name: '9', startedAt: '2026-11-22T00:00:00.000Z' },
    ],
    [
      '{year}/{month}/{run}/{path}',
      '2026/11/9',
      { name: '9', startedAt: '2026-11-01T00:00:00.000Z' },
    ],
  ])('should read with %s what the folder %s says', (layout, id, folder) => {
    const parsed = RunLayout.parse(layout);
    expect(parsed.hasRuns).toBe(true);
    expect(parsed.read(id)).toEqual(folder);
    expect(parsed.findRun(`${id}/deep/er.txt`)).toBe(id);
  });

  it.each([
    ['{run}/{path}', ''],
    ['runs/{run}/{path}', 'tools/1284'],
    ['{date}/{path}', '2026-1122'],
    ['{date}/{path}', '2026-02-30'],
    ['{year}/{month}/{path}', '2026/13'],
    ['{path}', ''],
    ['{path}', 'a'],
  ])('should not take with %s the folder %j for one of a run', (layout, id) => {
    const parsed = RunLayout.parse(layout);
    expect(parsed.read(id)).toBeUndefined();
    expect(parsed.findRun(`${id}/file`)).toBeUndefined();
  });

  it('should know of no run that a file above the runs would be of', () => {
    expect(RunLayout.parse('{path}').hasRuns).toBe(false);
    const layout = RunLayout.parse('{branch}/{run}/{path}');
    expect(layout.findRun('a/b')).toBeUndefined();
    expect(layout.read('a/b/c')).toBeUndefined();
  });
});
