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

import fc from 'fast-check';
import { runSliced } from '../open';
import { parseJson } from './parseJson';
import { pathOf, TreeNode, valueOf } from './TreeNode';

const { signal } = new AbortController();

function read(text: string): Promise<TreeNode> {
  return runSliced(parseJson(text), signal);
}

describe('parseJson', () => {
  it('should read whatever JSON there is as JSON.parse does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.json({ maxDepth: 6 }),
        fc.constantFrom(undefined, 2, '\t'),
        async (text, space) => {
          const formatted = JSON.stringify(JSON.parse(text), undefined, space);
          const root = await read(formatted);
          expect(JSON.parse(valueOf(root))).toEqual(JSON.parse(text));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('should refuse whatever JSON.parse refuses', async () => {
    const noise = fc
      .array(
        fc.constantFrom(
          ...[
            '{',
            '}',
            '[',
            ']',
            ',',
            ':',
            '"a"',
            '1',
            '-',
            '0',
            'true',
            'nul',
          ],
          ...['"\\"', '"\\u12"', ' ', '\n', '.5', '1e', '01', '"\t"', "'"],
        ),
        { maxLength: 8 },
      )
      .map(parts => parts.join(''));
    await fc.assert(
      fc.asyncProperty(noise, async text => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        const isRead = await read(text).then(
          () => true,
          () => false,
        );
        expect(isRead).toBe(isJson);
      }),
      { numRuns: 5000 },
    );
  });

  it('should keep numbers and repeated keys as they are written', async () => {
    const text = '{"a":12345678901234567890.10,"a":1e400,"__proto__":-0}';
    const root = await read(text);
    expect(root.children?.map(({ key, text: value }) => [key, value])).toEqual([
      ['a', '12345678901234567890.10'],
      ['a', '1e400'],
      ['__proto__', '-0'],
    ]);
  });

  it('should name the place of a fault and of a value', async () => {
    await expect(read('{\n  "a": tru\n}')).rejects.toThrow(
      'Expected a value (line 2:8)',
    );
    const root = await read('{"a":[{"odd key":1}]}');
    const node = root.children?.[0].children?.[0].children?.[0];
    expect(node && pathOf(node)).toBe('$.a[0]["odd key"]');
  });

  it('C20: should refuse what is nested too deep, and not overflow', async () => {
    await expect(read('['.repeat(2_000_000))).rejects.toMatchObject({
      code: 'tooLarge',
    });
    const deep = `${'['.repeat(1000)}${']'.repeat(1000)}`;
    expect(valueOf(await read(deep)).replace(/\s/g, '')).toBe(deep);
  });

  it('C20: should read numbers and strings of a million characters', async () => {
    const digits = '9'.repeat(1_000_000);
    expect((await read(digits)).text).toBe(digits);
    const quotes = '\\"'.repeat(500_000);
    expect((await read(`"${quotes}"`)).text).toHaveLength(500_000);
  });

  it('C20: should pause, and end when nobody waits any more', async () => {
    const controller = new AbortController();
    const text = `[${'{"a":[1,2,3]},'.repeat(200_000)}1]`;
    const reading = runSliced(parseJson(text), controller.signal);
    setTimeout(() => controller.abort());
    await expect(reading).rejects.toThrow(/abort/i);
  });
});
