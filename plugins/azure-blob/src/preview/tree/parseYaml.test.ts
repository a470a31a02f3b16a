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

import { parse } from 'yaml';
import { runSliced } from '../open';
import { loadYamlParser } from './parseYaml';
import { valueOf } from './TreeNode';

const { signal } = new AbortController();

async function read(text: string) {
  const parseYaml = await loadYamlParser();
  return runSliced(parseYaml(text), signal);
}

describe('parseYaml', () => {
  it.each([
    'a: 1\nb: [x, "y", null, true, 1.5]\nc:\n  d: |\n    two\n    lines\n',
    '- a\n- b: c\n- - d\n',
    '{"json": [1, "2", {}]}',
    'key with spaces: "text: with colon"\n',
  ])('should read %j as yaml does', async text => {
    const value = valueOf(await read(text));
    expect(JSON.parse(value)).toEqual(parse(text));
  });

  it('should read several documents, and keep numbers as they are written', async () => {
    const root = await read('a: 0x1F\n---\nb: 12345678901234567890\n');
    expect(valueOf(root).replace(/\s/g, '')).toBe(
      '[{"a":0x1F},{"b":12345678901234567890}]',
    );
  });

  it('should name what is wrong', async () => {
    await expect(read('a: [1\nb: 2')).rejects.toMatchObject({
      code: 'corrupt',
    });
  });

  it('C20: should show aliases, and never what they stand for', async () => {
    const bomb = [
      'a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]',
      ...Array.from(
        { length: 30 },
        (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(9)}]`,
      ),
    ].join('\n');
    const root = await read(bomb);
    expect(root.children).toHaveLength(31);
    expect(
      root.children?.[30].children?.map(({ kind, text }) => [kind, text]),
    ).toEqual(Array(9).fill(['alias', '*a29']));
  });

  it('C20: should refuse what is nested too deep', async () => {
    await expect(
      read(`${'['.repeat(5000)}${']'.repeat(5000)}`),
    ).rejects.toMatchObject({ name: 'PreviewFault' });
  });
});
