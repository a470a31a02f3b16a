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

import { isCandidate } from './ByteScan';
import { Marker, readMarkers } from './readMarkers';
import { removeTime } from './readTime';
import { toVisibleText } from './toVisibleText';

const GITHUB_TIME = '2026-11-21T10:00:00.1234567Z ';

function read(line: string): Marker[] {
  return readMarkers(removeTime(toVisibleText(line)));
}

const start = { isStart: true, isOpen: false, name: '' };
const end = { isStart: false, isOpen: false, name: '', title: '' };
const CASES: Array<[line: string, ...markers: Array<Partial<Marker>>]> = [
  [
    `${GITHUB_TIME}##[group]Run actions/checkout@v4`,
    { ...start, kind: 'group', title: 'Run actions/checkout@v4' },
  ],
  [`${GITHUB_TIME}##[endgroup]`, { ...end, kind: 'group' }],
  [
    '\ufeff2026-11-21T10:00:00.1234567Z ##[group]Operating System',
    { ...start, kind: 'group', title: 'Operating System' },
  ],
  [
    '\u001b[36m##[group]\u001b[1mBold\u001b[0m  \r',
    { ...start, kind: 'group', title: 'Bold' },
  ],
  ['::group::Install', { ...start, kind: 'group', title: 'Install' }],
  ['  ::endgroup::', { ...end, kind: 'group' }],
  [
    `${GITHUB_TIME}##[section]Starting: Build it`,
    { ...start, kind: 'task', name: 'Build it', title: 'Build it' },
  ],
  [
    `${GITHUB_TIME}##[section]Finishing: Build it`,
    { ...end, kind: 'task', name: 'Build it', title: 'Build it' },
  ],
  [
    '\u001b[0Ksection_start:1560896352:my_section[collapsed=true]\r\u001b[0KHeader \u001b[31mred\u001b[0m',
    {
      ...start,
      kind: 'section',
      name: 'my_section',
      title: 'Header red',
      time: 1_560_896_352_000,
    },
  ],
  [
    '2026-11-21T10:00:00.123456Z 00O section_start:1560896352:build\r\u001b[0K',
    {
      ...start,
      kind: 'section',
      name: 'build',
      title: 'build',
      isOpen: true,
    },
  ],
  [
    'section_end:1560896353:a\r\u001b[0Ksection_start:1560896353:b\r\u001b[0K\u001b[0K\u001b[36;1mNext\u001b[0;m',
    { ...end, kind: 'section', name: 'a', title: 'a', isOpen: true },
    { ...start, kind: 'section', name: 'b', title: 'Next', isOpen: true },
  ],
  [
    '--- :docker: Build',
    { ...start, kind: 'heading', title: ':docker: Build' },
  ],
  [
    '\u001b_bk;t=1700000000000\u0007+++ Tests',
    { ...start, kind: 'heading', title: 'Tests', isOpen: true },
  ],
  ['~~~ Preparing', { ...start, kind: 'heading', title: 'Preparing' }],
  [`##[group]${'漢'.repeat(300)}`, { kind: 'group', title: '漢'.repeat(200) }],
  [`##[group]${'x'.repeat(199)}🚀`, { kind: 'group', title: 'x'.repeat(199) }],
  // No markers
  ['echo "##[group]x"'],
  ['##[error]x'],
  ['##[groups]'],
  ['--- a/src/index.ts'],
  ['+++ b/src/index.ts'],
  ['+++ /dev/null'],
  ['--- FAIL: TestSum (0.00s)'],
  ['-----------------'],
  ['*** 1,4 ****'],
  ['section_start:soon:x'],
  ['json_section_end'],
  ['std::group::x'],
];

describe('readMarkers', () => {
  it.each(CASES)('should read %j', (line, ...markers) => {
    expect(read(line)).toMatchObject(markers);
    expect(read(line)).toHaveLength(markers.length);
    // The scan hands no other lines to it.
    expect(markers.length === 0 || isCandidate(Buffer.from(line))).toBe(true);
  });

  it('C9: should give titles without escape sequences', () => {
    const hostile =
      '##[group]\u001b]8;;https://evil.example\u0007Click\u001b]8;;\u0007 \u001b]52;c;aGk=\u001b\\\u009b31mme\u001bPq\u001b\\\u001b7';
    expect(read(hostile)[0].title).toBe('Click me');
  });
});
