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

import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FOLDER, renderPreview } from './__testUtils__/renderPreview';

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

function decode(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), character => character.charCodeAt(0));
}

describe('FilePreview', () => {
  it('should show text with numbers, and highlight source', async () => {
    renderPreview('ledger.ts', 'const a = 1;\n// done\n');
    const grid = await screen.findByRole('grid', {
      name: 'Lines of ledger.ts',
    });
    const rows = within(grid).getAllByRole('row');
    expect(rows.map(row => row.textContent)).toEqual([
      '1const a = 1;',
      '2// done',
    ]);
    expect(screen.getByText('2 lines')).toBeInTheDocument();
    const keyword = await within(grid).findByText('const');
    expect(keyword).toHaveAttribute('data-type', 'keyword');
  });

  it('should mark the line of the URL, and link every line', async () => {
    renderPreview('a.txt', 'one\ntwo\nthree', { query: '&line=2' });
    const marked = await screen.findByRole('row', { current: true });
    expect(marked).toHaveTextContent('two');
    expect(screen.getByRole('link', { name: '3' })).toHaveAttribute(
      'href',
      expect.stringContaining('line=3'),
    );
  });

  it('should show characters that deceive by their number', async () => {
    renderPreview('a.c', 'if (admin\u202e /* no */)');
    expect(await screen.findByText('U+202E')).toBeInTheDocument();
  });

  it('should read a huge text as it is scrolled, and no further', async () => {
    const lineAt = (line: number) => `line ${line}`;
    const api = renderPreview('huge.txt', { count: 5e10, lineAt });
    const grid = await screen.findByRole('grid', { name: 'Lines of huge.txt' });
    expect(within(grid).getAllByRole('row').length).toBeLessThan(100);
    expect(screen.getByText(/so far, 1 MiB of 4.5 TiB read/)).toBeVisible();
    expect(api.requestsOf('readContent')).toHaveLength(2);

    fireEvent.keyDown(grid, { key: 'End' });
    await screen.findByText(/so far, 2 MiB of 4.5 TiB read/);
    expect(api.requestsOf('readContent')[2]).toMatchObject({
      offset: 1024 * 1024,
      length: 1024 * 1024,
    });
  });

  it('should show JSON as a tree that keys walk through', async () => {
    renderPreview('a.json', '{"run":{"number":12345678901234567890}}');
    const tree = await screen.findByRole('tree');
    const items = () =>
      within(tree)
        .getAllByRole('treeitem')
        .map(item => item.textContent);
    expect(items()).toEqual([
      '{ 1 key }',
      'run: { 1 key }',
      'number: 12345678901234567890',
    ]);
    tree.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowLeft}');
    expect(items()).toHaveLength(2);
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(
      within(tree).getByRole('treeitem', { selected: true }),
    ).toHaveTextContent('number');
  });

  it('should find what is deep in a tree', async () => {
    const deep = { a: { b: { c: { d: 'needle' } } }, e: 'needle too' };
    renderPreview('a.yaml', JSON.stringify(deep));
    const search = await screen.findByRole('searchbox', {
      name: 'Search keys and values',
    });
    await userEvent.type(search, 'NEEDLE');
    await screen.findByText('0 of 2');
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(screen.getByRole('treeitem', { selected: true })).toHaveTextContent(
      'd: "needle"',
    );
  });

  it.each([
    ['a.json', '{"a":', /does not read as JSON: Expected a value/],
    ['junit.xml', '<testsuites><a>', /does not read as JUnit results/],
    [
      'junit.xml',
      '<!DOCTYPE a [<!ENTITY b "c">]>\n<testsuites name="&b;"/>',
      /holds what is not opened here: The document type declares something/,
    ],
    ['a.json', `[${'1,'.repeat(3_000_000)}1]`, /Too large to be shown as JSON/],
    ['deep.json', '['.repeat(5000), /Too large to be shown as JSON/],
  ])(
    'C20: should show %s as text where it is no such document',
    async (name, text, reason) => {
      renderPreview(name, text);
      expect(await screen.findByText(reason)).toBeInTheDocument();
      expect(
        await screen.findByRole('grid', { name: `Lines of ${name}` }),
      ).toBeInTheDocument();
      expect(
        screen.getByRole('button', { name: `Download ${name}` }),
      ).toBeInTheDocument();
    },
  );

  it('C3: should make nothing of HTML and foreign links in markdown', async () => {
    renderPreview(
      'README.md',
      '# Title\n\n<img src=x onerror=alert(1)>\n\n[bad](javascript:alert(1)) [data](data:text/html,x) [ok](https://contoso.example) [file](docs/a.md) [out](../../../x)\n\n![remote](https://evil.example/a.png)\n\n| a |\n|---|\n| 1 |',
    );
    await screen.findByRole('heading', { name: 'Title' });
    expect(document.querySelector('[src]')).toBeNull();
    expect(screen.queryByRole('link', { name: 'bad' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'data' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'out' })).toBeNull();
    expect(screen.getByRole('link', { name: 'ok' })).toHaveAttribute(
      'rel',
      'noopener noreferrer',
    );
    expect(screen.getByRole('link', { name: 'file' })).toHaveAttribute(
      'href',
      expect.stringContaining(
        `file=${encodeURIComponent(`${FOLDER}docs/a.md`)}`,
      ),
    );
    expect(screen.getByText('Picture not loaded: remote')).toBeInTheDocument();
    expect(screen.getByRole('table')).toBeInTheDocument();
  });

  it('should show a table of a million rows from its first page', async () => {
    const lineAt = (line: number) => `${line},name ${line}`;
    renderPreview('a.csv', { count: 1_000_000, lineAt });
    const grid = await screen.findByRole('grid', { name: 'Rows of a.csv' });
    expect(within(grid).getByText('name 2')).toBeInTheDocument();
    expect(within(grid).getAllByRole('row').length).toBeLessThan(100);
    expect(screen.getByText(/rows so far, \d % of 95.4 MiB/)).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Read to the end' }),
    ).toBeInTheDocument();
  });

  it('C2: should show pictures by data URLs with a type of ours', async () => {
    renderPreview('a.png', decode(PNG));
    expect(await screen.findByRole('img')).toHaveAttribute(
      'src',
      `data:image/png;base64,${PNG}`,
    );
  });

  it('C2: should never put a drawing into the page', async () => {
    renderPreview(
      'a.svg',
      '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>',
    );
    const image = await screen.findByRole('img');
    expect(image).toHaveAttribute(
      'src',
      expect.stringMatching(/^data:image\/svg\+xml;base64,/),
    );
    expect(document.querySelector('script')).toBeNull();
  });

  it('should refuse a picture that unpacks to gigabytes', async () => {
    const bomb = decode(PNG);
    bomb.set([0, 1, 0, 0, 0, 1, 0, 0], 16);
    renderPreview('bomb.png', bomb);
    await screen.findByText('This picture is too large to be shown');
    expect(screen.queryByRole('img')).toBeNull();
  });

  it('should show tests, failed ones first, with the way to the logs', async () => {
    renderPreview(
      'junit.xml',
      '<testsuite name="refunds"><testcase name="pays" time="0.1"/><testcase name="refuses" time="2"><failure message="expected 200">at a.ts:1</failure></testcase></testsuite>',
    );
    const grid = await screen.findByRole('grid', { name: /Tests of/ });
    const [, first, second] = within(grid).getAllByRole('row');
    expect(first).toHaveTextContent('Failedrefusesrefunds2 s');
    expect(second).toHaveTextContent('Passedpaysrefunds100 ms');
    expect(screen.getByText('expected 200')).toBeInTheDocument();
    expect(screen.getByText('at a.ts:1')).toBeInTheDocument();

    grid.focus();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(
      screen.getByText('The report has no message for this test.'),
    ).toBeInTheDocument();
  });

  it('should show coverage, least covered files first', async () => {
    renderPreview(
      'lcov.info',
      'SF:good.ts\nLF:10\nLH:10\nend_of_record\nSF:bad.ts\nLF:10\nLH:1\nend_of_record',
    );
    const grid = await screen.findByRole('grid', { name: 'Coverage by file' });
    const [, first] = within(grid).getAllByRole('row');
    expect(first).toHaveTextContent('bad.ts10 %1/10');
    expect(screen.getByText('11 of 20')).toBeInTheDocument();
  });

  it('should show the packages of an SBOM, filtered', async () => {
    renderPreview(
      'bom.json',
      '{"bomFormat":"CycloneDX","components":[{"name":"yaml","version":"2"},{"name":"saxes","version":"6"}]}',
    );
    await screen.findByText('2 packages');
    await userEvent.type(screen.getByRole('searchbox'), 'sax');
    await screen.findByText('1 package');
    expect(screen.queryByText('yaml')).toBeNull();
  });

  it('C1: should show a report in a frame that may do nothing', async () => {
    renderPreview(
      'index.html',
      '<link rel=stylesheet href="base.css"><script>alert(1)</script><p>91 %</p><a href="src/a.html">a</a><img src="https://evil.example/x">',
      { files: { 'base.css': 'p{color:red}' } },
    );
    const frame = await screen.findByTitle('Report index.html');
    expect(frame).toHaveAttribute('sandbox', '');
    const html = frame.getAttribute('srcdoc') ?? '';
    expect(html).toContain("default-src 'none'");
    expect(html).toContain('<style>p{color:red}</style>');
    expect(html).toContain('<p>91 %</p>');
    expect(html).not.toMatch(/alert|evil/);
    expect(
      screen.getByText(/1 stylesheet or picture could not be loaded/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'src/a.html' })).toHaveAttribute(
      'href',
      expect.stringContaining('src%2Fa.html'),
    );
  });
});
