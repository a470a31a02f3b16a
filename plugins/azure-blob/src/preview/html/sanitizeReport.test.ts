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
import {
  createStyle,
  REPORT_POLICY,
  sanitizeReport,
  serializeReport,
} from './sanitizeReport';

function clean(html: string): string {
  return serializeReport(sanitizeReport(html).document);
}

describe('sanitizeReport', () => {
  it('should keep what is to be looked at', () => {
    const html = clean(
      '<style>p{color:red}</style><p class="a" style="margin:0">Hi</p><svg><use href="#a"></use></svg><img src="data:image/png;base64,AA">',
    );
    expect(html).toContain('<style>p{color:red}</style>');
    expect(html).toContain('<p class="a" style="margin:0">Hi</p>');
    expect(html).toContain('<use href="#a"></use>');
    expect(html).toContain('<img src="data:image/png;base64,AA">');
  });

  it('should have the policy before all that it holds for', () => {
    const html = clean('<html><head><title>x</title></head><body>y');
    expect(html).toMatch(
      /^<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">/,
    );
    expect(html.indexOf(REPORT_POLICY)).toBeLessThan(html.indexOf('<title>'));
  });

  it('should name the stylesheets, pictures and links of the run', () => {
    const { document, resources, links } = sanitizeReport(
      '<link rel="stylesheet" href="a.css"><link rel="icon" href="x.ico"><img src="b.png"><a href="c.html">c</a><a href="#top">up</a>',
    );
    expect(resources.map(({ kind, href }) => [kind, href])).toEqual([
      ['style', 'a.css'],
      ['image', 'b.png'],
    ]);
    expect(links).toEqual(['c.html']);
    expect(document.querySelector('a[href]')).toBeNull();
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)><script>alert(1)</script></svg>',
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    '<svg><a><animate attributeName="href" to="https://evil.example"/></a></svg>',
    '<iframe src="https://evil.example"></iframe>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    '<base href="https://evil.example/">',
    '<a href="https://evil.example" target="_top" ping="https://evil.example">x</a>',
    '<area href="https://evil.example"><map></map>',
    '<form action="https://evil.example"><button formaction="https://evil.example">x</button></form>',
    '<body background="https://evil.example" onload="alert(1)">',
    '<video poster="https://evil.example" src="https://evil.example"></video>',
    '<link rel="dns-prefetch" href="//evil.example"><link rel="preconnect" href="//evil.example">',
    '<object data="https://evil.example"></object><embed src="https://evil.example">',
    '<img srcset="https://evil.example 2x" src="https://evil.example">',
  ])('C1: should take out what leads away: %s', html => {
    const cleaned = clean(html);
    expect(cleaned).not.toMatch(/evil|alert|javascript:/);
  });

  it('C1: should not let a stylesheet end the element it is put into', () => {
    const { document } = sanitizeReport('<p>');
    const css = 'a{}</style><script>alert(1)</script>';
    document.head.append(createStyle(document, css));
    const again = new DOMParser().parseFromString(
      serializeReport(document),
      'text/html',
    );
    expect(again.querySelector('script')).toBeNull();
  });

  it('C1: should leave nothing that runs, of whatever pieces it is made', () => {
    const piece = fc.constantFrom(
      ...['<svg>', '</svg>', '<math>', '<style>', '</style>', '<p ', 'a="'],
      ...['<script>', '</script>', '<!--', '-->', '<img src=x onerror=', '>'],
      ...['"', "'", '<a href=javascript:', '<noscript>', '</noscript>', '\0'],
      ...[
        '<template>',
        '</template>',
        '<iframe srcdoc=',
        '<title>',
        '</title>',
      ],
      ...['<textarea>', '</p>', '<table>', '<mtext>', '<mglyph>', 'alert(1)'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), parts => {
        const html = clean(parts.join(''));
        const again = new DOMParser().parseFromString(html, 'text/html');
        const policy = again.querySelector('meta[http-equiv]');
        expect(again.head.firstElementChild).toBe(policy);
        expect(again.querySelector('iframe, base')).toBeNull();
      }),
      { numRuns: 200 },
    );
  });
});
