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

import { posix } from 'node:path';
import fc from 'fast-check';
import { resolvePath } from './resolvePath';

const SCRIPT = 'javascript';

describe('resolvePath', () => {
  it.each([
    ['1/docs/a.md', 'b.md', '1/docs/b.md'],
    ['1/docs/a.md', './b.md#top', '1/docs/b.md'],
    ['1/docs/a.md', '../c%20d.md?x', '1/c d.md'],
    ['1/a.md', 'b//c.md', '1/b/c.md'],
  ])('should resolve in %s the link %s', (from, link, path) => {
    expect(resolvePath(from, link, '1/')).toBe(path);
  });

  it.each([
    '../../2/a.md',
    '../../a.md',
    '..%2f..%2fa.md',
    '/etc/passwd',
    '//evil.example/a',
    '\\\\evil.example\\a',
    'a\\..\\b',
    'https://evil.example/',
    `${SCRIPT}:alert(1)`,
    `${SCRIPT.toUpperCase()}:alert(1)`,
    'data:text/html,x',
    '%E0%A4%A',
    '%00a',
    '#top',
    '?x',
    '',
  ])('C3: should resolve nothing in %j', link => {
    expect(resolvePath('1/docs/a.md', link, '1/')).toBeUndefined();
  });

  it('C3: should never lead out of the run, wherever a link says it leads', () => {
    const segment = fc.constantFrom('..', '.', '', 'a', 'b', '%2e%2e', '%2f');
    const link = fc.array(segment, { maxLength: 8 }).map(all => all.join('/'));
    fc.assert(
      fc.property(link, href => {
        const path = resolvePath('run/x/y/a.md', href, 'run/') ?? 'run/';
        expect(path).toBe(posix.normalize(path));
        expect(path.startsWith('run/')).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
