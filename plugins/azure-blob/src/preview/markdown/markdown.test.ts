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
import { resolveMarkdownLink } from './resolveMarkdownLink';
import { splitMarkdown } from './splitMarkdown';

const SCRIPT = 'javascript';
const DEFINITION = '[a]: https://a.example';

describe('resolveMarkdownLink', () => {
  it.each([
    ['https://contoso.example/a', 'https://contoso.example/a'],
    ['HTTP://contoso.example', 'http://contoso.example/'],
    ['mailto:a@contoso.example', 'mailto:a@contoso.example'],
  ])('should let %s out', (href, expected) => {
    expect(resolveMarkdownLink(href, '1/a.md', '1/')).toEqual({
      kind: 'external',
      href: expected,
    });
  });

  it('should lead to files of the same run', () => {
    expect(resolveMarkdownLink('b/c.md#x', '1/a.md', '1/')).toEqual({
      kind: 'file',
      path: '1/b/c.md',
    });
  });

  it.each([
    `${SCRIPT}:alert(1)`,
    `${SCRIPT.toUpperCase()}:alert(1)`,
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'blob:https://contoso.example/1',
    'file:///etc/passwd',
    'ms-settings:x',
    '//evil.example',
    '/api/azure-blob/v1/locks',
    '/catalog',
  ])('C3: should make no link of %j', href => {
    expect(resolveMarkdownLink(href, '1/a.md', '1/')).toBeUndefined();
  });

  it('C3: should let nothing out but the protocols of the list', () => {
    const noise = fc.constantFrom('', ' ', '\n', '\t', '\0', '\u0001', '%0a');
    const scheme = fc.constantFrom(
      ...['javascript', 'JavaScript', 'data', 'vbscript', 'blob', 'file'],
      ...['view-source', 'intent', 'filesystem', 'https', 'mailto', 'about'],
    );
    fc.assert(
      fc.property(
        fc.tuple(noise, scheme, noise, fc.string()),
        ([before, name, between, after]) => {
          const href = `${before}${name}${between}:${after}`;
          const link = resolveMarkdownLink(href, '1/a.md', '1/');
          // A colon in a name: it stays a path of this run.
          const target = link?.kind === 'file' ? link.path : link?.href;
          expect(target ?? '1/').toMatch(
            link?.kind === 'external' ? /^(https?|mailto):/ : /^1\//,
          );
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('splitMarkdown', () => {
  it('should lose nothing, and split no code', () => {
    const line = fc.constantFrom(
      ...['# Heading', 'text', '', '```', '- item', DEFINITION],
      'word '.repeat(300),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), lines => {
        const text = lines.join('\n');
        const sections = splitMarkdown(text);
        // Those in code are text, and are not shared.
        const counts = [...lines.keys(), lines.length];
        const unshared = counts.map(count => {
          const shared = `\n\n${Array(count).fill(DEFINITION).join('\n')}`;
          return sections
            .map(part =>
              sections.length > 1 && part.endsWith(shared)
                ? part.slice(0, -shared.length)
                : part,
            )
            .join('\n');
        });
        expect(unshared).toContain(text);
      }),
      { numRuns: 500 },
    );
  });

  it('should not take a heading in code for one', () => {
    const code = `\`\`\`\n${'# no heading\n'.repeat(1000)}\`\`\``;
    expect(splitMarkdown(code)).toEqual([code]);
  });
});
