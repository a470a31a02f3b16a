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

import { describeSince } from './describeSince';

const RUNS = ['9', '8', '7', '6', '5'];

describe('describeSince', () => {
  it.each([
    [[], { kind: 'none' }],
    [['9'], { kind: 'onlyHere', before: 4 }],
    [['8', '7'], { kind: 'gone', run: '8' }],
    [
      ['9', '8', '7'],
      { kind: 'since', run: '7', ago: 2, before: 2, hasGaps: false },
    ],
    [['9', '6'], { kind: 'since', run: '6', ago: 3, before: 1, hasGaps: true }],
    [RUNS, { kind: 'since', run: '5', ago: 4, before: 0, hasGaps: false }],
  ])('should say since when it is there: %j', (found, expected) => {
    expect(describeSince(RUNS, new Set(found))).toEqual(expected);
  });

  it('should have nothing to compare a single run with', () => {
    expect(describeSince(['9'], new Set(['9']))).toEqual({ kind: 'here' });
    expect(describeSince([], new Set())).toEqual({ kind: 'none' });
  });
});
