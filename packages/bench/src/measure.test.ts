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

import { measureInTurns, summarize } from './measure';

describe('measureInTurns', () => {
  it('should take turns, and leave the first ones out', async () => {
    const ran: string[] = [];
    const contestants = ['one', 'other'].map(name => ({
      name,
      async run() {
        ran.push(name);
      },
    }));
    const result = await measureInTurns(contestants, { rounds: 2, warmUps: 1 });
    expect(ran).toEqual(['one', 'other', 'one', 'other', 'one', 'other']);
    expect(Object.keys(result)).toEqual(['one', 'other']);
  });
});

describe('summarize', () => {
  it('should pick by the nearest rank', () => {
    const times = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(summarize(times)).toEqual({ median: 50, p95: 95 });
    expect(summarize([7])).toEqual({ median: 7, p95: 7 });
  });
});
