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

import * as fc from 'fast-check';
import { findBlobPathProblem } from 'backstage-plugin-azure-blob-common';
import { toRunFolder } from './toRunFolder';

const branchNames = fc
  .string({ unit: 'grapheme', minLength: 1 })
  .filter(branch => !branch.includes('~'));
const time = new Date('2026-01-02T23:04:05Z');

describe('toRunFolder', () => {
  it.each([
    ['{run}/{path}', '7'],
    ['{branch}/{run}/{path}', 'feature~x/7'],
    ['builds/{version}/{path}', 'builds/1.4.0'],
    ['{year}/{month}/{day}/{run}/{path}', '2026/01/02/7'],
    ['{date}/{run}/{path}', '2026-01-02/7'],
  ])('should fill in %s', (layout, folder) => {
    const values = { run: '7', branch: 'feature/x', version: '1.4.0', time };
    expect(toRunFolder(layout, values)).toBe(folder);
  });

  it('should keep a branch within its own folder', () => {
    fc.assert(
      fc.property(branchNames, branch => {
        const folder = toRunFolder('{branch}/{run}/{path}', {
          run: '7',
          branch,
          time,
        });
        expect(folder.split('/')).toHaveLength(2);
        expect(
          decodeURIComponent(folder.split('/')[0].replace(/~/g, '%2F')),
        ).toBe(branch);
      }),
    );
    expect(
      findBlobPathProblem(
        toRunFolder('{branch}/{run}/{path}', { run: '7', branch: '..', time }),
        { kind: 'file' },
      ),
    ).toMatch(/segment/);
  });
});
