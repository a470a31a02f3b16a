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

import { detectKind } from './detectKind';
import { PreviewKind } from './PreviewKind';

const PNG = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR';

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, character => character.charCodeAt(0));
}

describe('detectKind', () => {
  it.each<[string, string, PreviewKind]>([
    ['a.txt', 'hello', 'text'],
    ['a.ts', 'const a = 1;', 'text'],
    ['Dockerfile', 'FROM scratch', 'text'],
    ['no-extension', 'hello', 'text'],
    ['a.json', '{"a":1}', 'json'],
    ['bom.json', '{"bomFormat": "CycloneDX"}', 'cycloneDxJson'],
    ['sbom.spdx.json', '{"spdxVersion" : "SPDX-2.3"}', 'spdxJson'],
    ['sbom.spdx', 'SPDXVersion: SPDX-2.3', 'spdxTag'],
    ['a.yaml', 'a: 1', 'yaml'],
    ['README.MD', '# hi', 'markdown'],
    ['a.csv', 'a,b', 'csv'],
    ['a.tsv', 'a\tb', 'csv'],
    ['a.html', '<p>', 'html'],
    ['a.svg', '<svg xmlns="x"/>', 'svg'],
    ['a.pdf', '%PDF-1.7', 'pdf'],
    ['a.png', PNG, 'image'],
    ['a.jpeg', '\xff\xd8\xff\xe0', 'image'],
    ['a.webp', 'RIFF\0\0\0\0WEBPVP8 ', 'image'],
    ['a.zip', 'PK\x03\x04', 'archive'],
    ['a.whl', 'PK\x05\x06', 'archive'],
    ['a.tar.gz', '\x1f\x8b\x08', 'archive'],
    ['a.tar', `${'a'.repeat(257)}ustar`, 'archive'],
    ['junit.xml', '<?xml version="1.0"?><!-- x --><testsuites a="1">', 'junit'],
    ['TEST-a.xml', '<testsuite name="a">', 'junit'],
    ['a.trx', '<TestRun id="1">', 'trx'],
    ['c.xml', '<coverage line-rate="0.9">', 'cobertura'],
    ['c.xml', '<coverage clover="1">', 'text'],
    [
      'b.xml',
      '<bom xmlns="http://cyclonedx.org/schema/bom/1.5">',
      'cycloneDxXml',
    ],
    ['pom.xml', '<project/>', 'text'],
    ['lcov.info', 'TN:\nSF:a.ts', 'lcov'],
    ['a.info', 'hello', 'text'],
    ['a.bin', 'a\0b', 'binary'],
    ['a.exe', 'MZ\0\0', 'binary'],
    ['a.txt', '', 'empty'],
  ])('should show %s as what it is', (name, head, kind) => {
    expect(detectKind(name, bytesOf(head))).toBe(kind);
  });

  it.each<[string, string, PreviewKind]>([
    // Markup is never made of what is not named as such.
    ['build.log', '<html><script>alert(1)</script>', 'text'],
    ['picture.png', '<svg onload="alert(1)">', 'text'],
    ['picture.gif', 'GIF89 <script>alert(1)</script>', 'text'],
    ['report.pdf', '<html><script>alert(1)</script>', 'text'],
    ['archive.zip', '<html><script>alert(1)</script>', 'text'],
    [
      'unnamed',
      '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">',
      'text',
    ],
    ['unnamed', '<!doctype html><script>alert(1)</script>', 'text'],
    ['page.html.txt', '<!doctype html><script>alert(1)</script>', 'text'],
    ['unnamed', 'BM<script>alert(1)</script>', 'text'],
    // An image is one, whatever it also is.
    ['polyglot.gif', 'GIF89a/*<script>*/=1;alert(1)', 'image'],
    ['polyglot.html', 'GIF89a<script>alert(1)</script>', 'html'],
    ['data.json', '\x89PNG\0', 'binary'],
    ['page.html', 'PK\x03\x04\0<script>', 'binary'],
  ])('C4: should show %s by its name and its bytes, %j', (name, head, kind) => {
    expect(detectKind(name, bytesOf(head))).toBe(kind);
  });

  it.each<[string, string, PreviewKind]>([
    ['a.txt', '+ADw-script+AD4-alert(1)+ADw-/script+AD4-', 'text'],
    ['a.json', '\xef\xbb\xbf{"a":1}', 'json'],
    ['a.html', '\xff\xfe<\0p\0>\0', 'html'],
    ['a.svg', '\xfe\xff\0<\0s\0v\0g\0 ', 'svg'],
    ['a.txt', '\xff\xfe<\0p\0>\0', 'text'],
    // UTF-16 without its mark has zeros in it, which no text has.
    ['a.html', '<\0p\0>\0', 'binary'],
  ])('C5: should go by the mark of %s alone', (name, head, kind) => {
    expect(detectKind(name, bytesOf(head))).toBe(kind);
  });
});
