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

import { describeProblem } from './describeProblem';

describe('describeProblem', () => {
  it.each([
    ['Chromium', 'Failed to fetch'],
    ['Chromium, in the middle', 'network error'],
    ['Firefox', 'NetworkError when attempting to fetch resource.'],
    ['Firefox, in the middle', 'Error in body stream'],
    ['Safari', 'Load failed'],
    ['Safari, in the middle', 'The network connection was lost.'],
    ['Node.js', 'fetch failed'],
  ])('should know by the words of %s that no answer came', (_, message) => {
    expect(describeProblem(new TypeError(message)).code).toBe('NetworkDown');
    expect(describeProblem(new Error(message)).code).toBe('Unexpected');
  });

  it('should not take a mistake in the code for a network that is down', () => {
    const mistakes: Array<() => unknown> = [
      () => (undefined as unknown as string).length,
      () => ('text' as unknown as () => void)(),
      () => new URL('no url'),
      () => decodeURIComponent.call(undefined, Symbol('x') as never),
    ];
    for (const mistake of mistakes) {
      let thrown: unknown;
      try {
        mistake();
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toMatchObject({ name: 'TypeError' });
      expect(describeProblem(thrown).code).toBe('Unexpected');
    }
  });
});
