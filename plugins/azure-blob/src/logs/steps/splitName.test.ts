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

import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';
import { sortLogs } from './sortLogs';
import { splitName } from './splitName';

describe('splitName', () => {
  it.each([
    ['1_build.txt', { number: '1', start: 'build.txt', end: '' }],
    ['02-test.log', { number: '02', start: 'test.log', end: '' }],
    ['10. deploy.log', { number: '10', start: 'deploy.log', end: '' }],
    ['2026-11-21.log', { start: '2026-11-21.log', end: '' }],
    ['build.log', { start: 'build.log', end: '' }],
    [
      'unit-tests-of-the-payments-api-part-12.log',
      { start: 'unit-tests-of-the-payments-api-p', end: 'art-12.log' },
    ],
    [
      `${'\u{1f600}'.repeat(20)}-${'b'.repeat(9)}`,
      { start: '\u{1f600}'.repeat(20), end: `-${'b'.repeat(9)}` },
    ],
  ])('should take %s apart', (name, expected) => {
    expect(splitName(name)).toEqual({ number: undefined, ...expected });
  });
});

describe('sortLogs', () => {
  it('should put folders first and step 10 behind step 9', () => {
    const items = [
      '10_test.txt',
      '9_build.txt',
      'steps/',
      '1_checkout.txt',
    ].map(
      (path): AzureBlobItem => ({
        ...{ name: path.replace('/', ''), path },
        kind: path.endsWith('/') ? 'folder' : 'file',
      }),
    );
    const odd: AzureBlobItem = { name: '..', path: '..', kind: 'file' };
    expect(
      sortLogs([...items, { ...odd, unsupportedName: true }]).map(
        ({ name }) => name,
      ),
    ).toEqual(['steps', '1_checkout.txt', '9_build.txt', '10_test.txt']);
  });
});
