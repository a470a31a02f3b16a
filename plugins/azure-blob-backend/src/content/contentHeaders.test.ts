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

import contentDisposition from 'content-disposition';
import * as fc from 'fast-check';
import { OutgoingMessage } from 'node:http';
import { getContentHeaders } from './contentHeaders';

function getHeaders(name: string) {
  return getContentHeaders({
    name,
    path: `run/${name}`,
    kind: 'file',
    size: 1,
    etag: '"1"',
    lastModified: '2026-01-02T03:04:05.000Z',
    contentType: 'text/html',
    sha256: 'ab',
    metadata: {},
  });
}

function getFileName(name: string) {
  const header = getHeaders(name)['Content-Disposition'];
  const { type, parameters } = contentDisposition.parse(header);
  expect(type).toBe('attachment');
  return parameters.filename;
}

describe('getContentHeaders', () => {
  it('should name a type only where nothing can run', () => {
    const types = Object.fromEntries(
      ['a.html', 'a.svg', 'a.log', 'a.PNG', 'a', 'html', 'a.constructor'].map(
        name => [name, getHeaders(name)['Content-Type']],
      ),
    );
    expect(types).toEqual({
      'a.html': 'application/octet-stream',
      'a.svg': 'application/octet-stream',
      'a.log': 'text/plain; charset=utf-8',
      'a.PNG': 'image/png',
      a: 'application/octet-stream',
      html: 'application/octet-stream',
      'a.constructor': 'application/octet-stream',
    });
  });

  it.each([
    ['report.pdf', 'report.pdf'],
    ['.gitignore', '.gitignore'],
    ['übersicht 漢.txt', 'übersicht 漢.txt'],
    ['a/b\\c.txt', 'c.txt'],
    ['..', 'download'],
    ['a"b;c\r\nSet-Cookie: x', 'a_b;cSet-Cookie_ x'],
    ['\u202egpj.exe', 'gpj.exe'],
    ['CON.txt', '_CON.txt'],
    ['console.txt', 'console.txt'],
    ['x\ud800y', 'x\ufffdy'],
    [`${'x'.repeat(500)}.txt`, `${'x'.repeat(196)}.txt`],
  ])('should save %j as %j', (name, expected) => {
    expect(getFileName(name)).toBe(expected);
  });

  it('should make headers of any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (one, other) => {
        const name = `${one}\ud834${other}`;
        const message = new OutgoingMessage();
        for (const [header, value] of Object.entries(getHeaders(name))) {
          message.setHeader(header, value);
        }
        expect(getFileName(name)).not.toMatch(/[\p{Cc}/\\\u202a-\u202e]/u);
      }),
    );
  });
});
