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

import { runSliced } from '../open';
import { parseXml } from './parseXml';

const { signal } = new AbortController();

async function read(text: string): Promise<string[]> {
  const seen: string[] = [];
  await runSliced(
    parseXml(text, {
      open: ({ name, attributes }) =>
        seen.push(`<${[name, ...[...attributes].flat()].join(' ')}>`),
      text: piece => seen.push(piece),
      close: name => seen.push(`</${name}>`),
    }),
    signal,
  );
  return seen;
}

describe('parseXml', () => {
  it('should read elements, texts and character data', async () => {
    expect(
      await read('<x:a n="1 &amp; &#50;"><![CDATA[<b>]]>c &lt;</x:a>'),
    ).toEqual(['<a n 1 & 2>', '<b>', 'c <', '</a>']);
  });

  it('should pass over a document type that is only named', async () => {
    const doctype =
      '<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">';
    expect(await read(`<?xml version="1.0"?>${doctype}<coverage/>`)).toEqual([
      '<coverage>',
      '</coverage>',
    ]);
  });

  it.each([
    [
      'a billion laughs',
      '<!DOCTYPE a [<!ENTITY b "lol"><!ENTITY c "&b;&b;">]>',
    ],
    [
      'an external entity',
      '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    ],
    [
      'a parameter entity',
      '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://e/"> %b;]>',
    ],
    ['any declaration', '<!DOCTYPE a [<!ELEMENT a ANY>]>'],
  ])('C20: should refuse %s', async (_, doctype) => {
    await expect(read(`${doctype}<a>&b;</a>`)).rejects.toMatchObject({
      code: 'unsafe',
    });
  });

  it('C20: should refuse entities that nobody declared, and depth', async () => {
    await expect(read('<a>&b;</a>')).rejects.toMatchObject({ code: 'corrupt' });
    await expect(read('<a>'.repeat(100_000))).rejects.toMatchObject({
      code: 'tooLarge',
    });
  });

  it('should refuse what is cut off', async () => {
    await expect(read('<a><b>')).rejects.toMatchObject({ code: 'corrupt' });
  });
});
