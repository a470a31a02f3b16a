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

import { indexText } from '../../__testUtils__/indexedLogs';

const REVISION = 'r1';

describe('LogIndex of real tools', () => {
  it('should know the steps of GitHub Actions', () => {
    const index = indexText(
      [
        '\ufeff2026-11-21T10:00:00.1234567Z ##[group]Run actions/checkout@v4',
        '2026-11-21T10:00:00.2000000Z with:',
        '2026-11-21T10:00:00.2000000Z ##[endgroup]',
        '2026-11-21T10:00:01.0000000Z Syncing repository',
        '2026-11-21T10:00:02.0000000Z ##[group]Run npm test',
        '2026-11-21T10:00:02.5000000Z \u001b[36;1mnpm test\u001b[0m',
        '2026-11-21T10:00:09.0000000Z ##[warning]slow',
        '2026-11-21T10:00:10.0000000Z ##[error]Process completed with exit code 1.',
        '2026-11-21T10:00:10.5000000Z ##[endgroup]',
        '2026-11-21T10:00:11.0000000Z Cleaning up',
        '',
      ].join('\r\n'),
    );
    expect(index.summarize()).toEqual({
      textBytes: index.indexedBytes,
      lines: 10,
      errors: 1,
      warnings: 1,
      firstError: 8,
      groups: 2,
      startedAt: '2026-11-21T10:00:00.123Z',
      endedAt: '2026-11-21T10:00:11.000Z',
    });
    expect(index.toOutline(REVISION)).toEqual({
      revision: REVISION,
      isComplete: true,
      groups: { first: [1, 5], last: [3, 9], open: [1] },
      sections: [
        {
          title: 'Run actions/checkout@v4',
          line: 1,
          lastLine: 3,
          errors: 0,
          warnings: 0,
          startedAt: '2026-11-21T10:00:00.123Z',
          endedAt: '2026-11-21T10:00:00.200Z',
        },
        {
          title: 'Run npm test',
          line: 5,
          lastLine: 9,
          errors: 1,
          warnings: 1,
          startedAt: '2026-11-21T10:00:02.000Z',
          endedAt: '2026-11-21T10:00:10.500Z',
        },
      ],
      errors: [8],
      warnings: [7],
    });
  });

  it('should know the sections of GitLab, which close by name', () => {
    const index = indexText(
      [
        'Running with gitlab-runner 17.2.0',
        'section_start:1700000000:prepare\r\u001b[0K\u001b[0K\u001b[36;1mPreparing\u001b[0;m',
        'Using image',
        'section_end:1700000005:prepare\r\u001b[0Ksection_start:1700000005:script\r\u001b[0KExecuting',
        'section_start:1700000006:inner[collapsed=true]\r\u001b[0KInner',
        'WARNING: old',
        'section_end:1700000009:script\r\u001b[0K\u001b[31;1mERROR: Job failed: exit code 1\u001b[0;m',
        'section_end:1700000009:inner\r\u001b[0K',
      ].join('\n'),
    );
    const { groups, sections } = index.toOutline(REVISION);
    expect(groups).toEqual({ first: [2, 4, 5], last: [3, 7, 7], open: [0, 1] });
    expect(sections).toMatchObject([
      {
        title: 'Preparing',
        startedAt: '2023-11-14T22:13:20.000Z',
        endedAt: '2023-11-14T22:13:25.000Z',
      },
      {
        title: 'Executing',
        warnings: 1,
        startedAt: '2023-11-14T22:13:25.000Z',
        endedAt: '2023-11-14T22:13:29.000Z',
      },
    ]);
  });

  it('should know the tasks of Azure Pipelines, and what they leave open', () => {
    const index = indexText(
      [
        '2026-11-21T10:00:00.0000000Z ##[section]Starting: Build',
        '2026-11-21T10:00:01.0000000Z ##[command]npm ci --on error: stop',
        '2026-11-21T10:00:02.0000000Z ##[group]Never ended',
        '2026-11-21T10:00:03.0000000Z ##[section]Finishing: Build',
        '2026-11-21T10:00:04.0000000Z ##[section]Starting: Test',
        '2026-11-21T10:00:05.0000000Z ##[endgroup]',
        '2026-11-21T10:00:06.0000000Z ##[section]Finishing: Test',
      ].join('\n'),
    );
    expect(index.toOutline(REVISION)).toMatchObject({
      groups: { first: [1, 3, 5], last: [4, 4, 7], open: [] },
      sections: [{ title: 'Build' }, { title: 'Test' }],
      errors: [],
    });
  });

  it('should know the headings of Buildkite, unless others are there', () => {
    const log = '--- One\na\n+++ Two\nb\n~~~ Three\n--- a/x\n+++ b/x\n';
    expect(indexText(log).toOutline(REVISION).groups).toEqual({
      first: [1, 3, 5],
      last: [2, 4, 7],
      open: [1],
    });
    expect(indexText(`##[group]g\n${log}`).toOutline(REVISION).groups).toEqual({
      first: [1],
      last: [8],
      open: [],
    });
  });

  it('should know the times of Jenkins, and a build that Maven fails', () => {
    const index = indexText(
      [
        'Started by user admin',
        '[2026-11-21T10:00:00.000Z] + mvn -B verify',
        '[2026-11-21T10:00:05.000Z] [INFO] Tests run: 4, Failures: 0, Errors: 0',
        '[2026-11-21T10:00:09.000Z] [ERROR] COMPILATION ERROR :',
        '[2026-11-21T10:00:09.000Z] [INFO] BUILD FAILURE',
        'Finished: FAILURE',
      ].join('\n'),
    );
    expect(index.summarize()).toMatchObject({
      errors: 3,
      firstError: 4,
      startedAt: '2026-11-21T10:00:00.000Z',
      endedAt: '2026-11-21T10:00:09.000Z',
    });
  });

  it('should know an error in the last state of a progress bar', () => {
    const index = indexText(
      `${[1, 50, 100]
        .map(n => `${n} %\r`)
        .join('')}npm error code E404\n#### 10 %\r#### 20 %\rerror: broken`,
    );
    expect(index.toOutline(REVISION).errors).toEqual([2]);
  });
});
