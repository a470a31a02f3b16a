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

import { readFile } from 'node:fs/promises';
import { Browser, Locator, Page } from 'playwright-core';
import { lookAt } from './support/lookAt';
import { openBrowser } from './support/openBrowser';
import { PREVIEWS, RUN, VERSION } from './support/previews';
import { readZip } from './support/readZip';
import { sha256 } from './support/sha256';
import { serveRuns } from './support/serveRuns';
import { readStoredBlobs } from './support/storedBlobs';
import { Visitor } from './support/Visitor';

const ENTITY = 'component/default/payments-api';
const TAB = `/catalog/default/component/payments-api/artifacts`;
const CONTENT = 'main';

describe('artifacts, in a browser', () => {
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    visitor = await Visitor.create(browser);
    page = visitor.page;
    await visitor.signIn('alice');
  });

  afterAll(async () => {
    await visitor?.leave();
    await browser?.close();
  });

  const panelOf = () => page.getByRole('complementary', { name: /^File / });
  const lookAtPanel = (name: string) =>
    lookAt(page, name, CONTENT, undefined, panelOf());

  it('should list the runs, and find the latest successful one', async () => {
    await page.goto(TAB);
    const runs = page.getByRole('grid', { name: 'Runs' });
    await runs.getByRole('row', { name: /1284/ }).waitFor();
    await page
      .getByRole('grid', { name: 'Files and folders' })
      .getByText('README.md', { exact: true })
      .waitFor();
    expect(await lookAt(page, 'runs', CONTENT)).toEqual([]);

    await page.keyboard.press('/');
    await page.keyboard.type('1283');
    await page.waitForURL(/text=1283/);
    await runs.getByRole('row', { name: /1284/ }).waitFor({ state: 'hidden' });
    expect(await runs.getByRole('row').count()).toBe(1);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('link', { name: 'Latest successful on main' }).click();
    await page.getByText('The latest successful run on main.').waitFor();
    expect(await lookAt(page, 'runs-latest', CONTENT)).toEqual([]);
  });

  it('should be used in a folder with the keyboard alone', async () => {
    await page.goto(inRun('path', 'reports/'));
    const table = page.getByRole('grid', { name: 'Files and folders' });
    await table.getByText('junit.xml', { exact: true }).waitFor();
    expect(await lookAt(page, 'folder', CONTENT)).toEqual([]);

    const select = async () => {
      await table.focus();
      await page.keyboard.press('End');
      await page.keyboard.press('Space');
      await page.getByText(/^1 selected/).waitFor();
    };
    expect(await lookAt(page, 'folder-selected', CONTENT, select)).toEqual([]);
    await table.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await table.getByText('lcov.info', { exact: true }).waitFor();
    await page.keyboard.press('Backspace');
    await table.getByText('junit.xml', { exact: true }).waitFor();
  });

  it.each(PREVIEWS)('should preview %s', async (kind, path, shown) => {
    await page.goto(inRun('file', path));
    await panelOf().locator(shown).first().waitFor();
    expect(await lookAtPanel(`preview-${kind}`)).toEqual([]);
  });

  it('should show the failed tests of a run first', async () => {
    await page.goto(inRun('file', 'reports/tests.trx').replaceAll(RUN, '1283'));
    const tests = page.locator('[aria-label="Tests of tests.trx"]');
    await tests.getByText('Failed').first().waitFor();
    await page
      .getByText(/^Expected|^Error: /)
      .first()
      .waitFor();
    expect(await lookAtPanel('preview-failed-tests')).toEqual([]);
  });

  it('should open a file inside of an archive', async () => {
    await page.goto(inRun('file', `dist/payments-api-${VERSION}.zip`));
    const entries = page.locator('[aria-label^="Content of "]');
    await entries.getByText('payments-api/README.md').click();
    await page
      .getByRole('heading', { name: 'Azure Blob for Backstage' })
      .waitFor();
    expect(new URL(page.url()).searchParams.get('entry')).toBe(
      'payments-api/README.md',
    );
    expect(await lookAtPanel('archive-inside')).toEqual([]);
    await page.goBack();
    await entries.getByText('payments-api/README.md').waitFor();
  });

  it.each(['details', 'versions', 'provenance'])(
    'should show the %s of a file',
    async tab => {
      await page.goto(`${inRun('file', 'reports/junit.xml')}&tab=${tab}`);
      const content = page.getByRole('tabpanel', {
        name: new RegExp(tab, 'i'),
      });
      const expected = {
        details: 'Checksums',
        versions: 'Snapshot',
        provenance: 'No attestation',
      }[tab];
      await content
        .getByText(expected ?? '')
        .first()
        .waitFor();
      expect(await lookAtPanel(`file-${tab}`)).toEqual([]);
    },
  );

  it('should compare two runs, down to the lines', async () => {
    await page.goto(`${TAB}?location=artifacts&run=${RUN}&compare=1282`);
    const list = page.getByRole('grid', { name: 'Differences' });
    await list.getByRole('row', { name: /build-info\.json/ }).waitFor();
    expect(await lookAt(page, 'compare', CONTENT)).toEqual([]);
    await list.getByRole('row', { name: /build-info\.json/ }).click();
    const lines = page.locator('[aria-label="Differences in build-info.json"]');
    await lines.getByText('1.4.1282').waitFor();
    await lines.getByText(VERSION).waitFor();
    expect(await lookAt(page, 'compare-file', CONTENT)).toEqual([]);
  });

  it('should download many files as one zip, with sums that hold', async () => {
    await page.goto(`${TAB}?location=artifacts&run=${RUN}`);
    const downloadTwo = async () => {
      for (const name of ['README.md', 'reports']) {
        await page.getByRole('checkbox', { name: `Select ${name}` }).click();
      }
      await page.getByText(/^2 selected/).waitFor();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download zip' }).click(),
      ]);
      await page
        .getByRole('region', { name: 'Downloads' })
        .getByText(/^Done/)
        .waitFor();
      return download;
    };
    const download = await downloadTwo();
    const files = await readZip(await readFile(await download.path()));
    const sums = (files.get('SHA256SUMS') ?? '').toString().trim().split('\n');
    const stored = await readStoredBlobs('artifacts', `${ENTITY}/${RUN}/`);
    const chosen = stored.filter(({ path }) =>
      /^(README\.md$|reports\/)/.test(path),
    );
    expect(sums.sort()).toEqual(
      chosen.map(({ path, content }) => `${sha256(content)}  ${path}`).sort(),
    );
    for (const { path, content } of chosen) {
      expect(sha256(files.get(path) ?? Buffer.alloc(0))).toBe(sha256(content));
    }
    const broken = await lookAt(page, 'multi-download', CONTENT, async () => {
      if (!(await page.getByText(/^2 selected/).isVisible())) {
        await downloadTwo();
      }
    });
    expect(broken).toEqual([]);
  });

  it('should lead a permanent link through sign-in', async () => {
    const newcomer = await Visitor.create(browser);
    try {
      await newcomer.page.goto(
        `/artifacts/${ENTITY}/reports/junit.xml?version=${VERSION}`,
      );
      await newcomer.signInHere('alice');
      await newcomer.page.waitForURL(
        url =>
          url.pathname === TAB &&
          url.searchParams.get('file') === `${RUN}/reports/junit.xml`,
      );
      await newcomer.page
        .locator('[aria-label="Tests of junit.xml"]')
        .waitFor();
      expect(await lookAt(newcomer.page, 'link-followed', CONTENT)).toEqual([]);
    } finally {
      await newcomer.leave();
    }
  });

  it.each([
    ['version', 'README.md?version=0.9.0', 'This run is not there any more.'],
    ['run', '?run=999', 'This run is not there any more.'],
    [
      'file',
      `reports/old.xml?run=${RUN}`,
      'This file or folder is not there any more.',
    ],
    [
      'file-version',
      `README.md?run=${RUN}&blob-version=snapshot%3A2026-01-01T00%3A00%3A00.0000000Z`,
      'This version of the file is not there any more.',
    ],
  ])('should say of a %s that it is gone', async (what, link, said) => {
    await page.goto(`/artifacts/${ENTITY}/${link}`);
    await page.getByText(said).first().waitFor();
    expect(await lookAt(page, `gone-${what}`, CONTENT)).toEqual([]);
  });

  it('should say how artifacts get to where there are none', async () => {
    await page.goto('/catalog/default/component/receipts/artifacts');
    await page.getByRole('heading', { name: 'No artifacts yet' }).waitFor();
    await page.getByRole('tab', { name: 'Azure Pipelines' }).click();
    expect(await lookAt(page, 'empty', CONTENT)).toEqual([]);
  });

  it('should list 10,000 runs, and be used in them with the keyboard alone', async () => {
    const component = 'component/default/search-indexer';
    const bob = await Visitor.create(browser);
    await serveRuns(bob.page, component, 10_000);
    try {
      await bob.signIn('bob');
      const list = bob.page;
      await list.goto('/catalog/default/component/search-indexer/artifacts');
      await list.getByText('100 of 10,000 runs, more below').waitFor();
      const runs = list.getByRole('grid', { name: 'Runs' });
      const rows = runs.getByRole('row');
      expect(await lookAt(list, 'runs-10000', CONTENT)).toEqual([]);

      for (let tabs = 0; tabs < 60 && !(await hasFocus(runs)); tabs += 1) {
        await list.keyboard.press('Tab');
      }
      for (const count of ['200', '300', '400', '500']) {
        await list.keyboard.press('End');
        await list.getByText(`${count} of 10,000 runs, more below`).waitFor();
        expect(await rows.count()).toBeLessThan(60);
      }
      await list.keyboard.press('ArrowUp');
      await list.keyboard.press('Enter');
      const chosen = runs.getByRole('row', { selected: true });
      const [title] = (await chosen.innerText()).split('\n');
      await list.getByRole('heading', { name: title }).waitFor();
      await list
        .getByRole('grid', { name: 'Files and folders' })
        .getByText('report.txt', { exact: true })
        .waitFor();
      expect(await lookAt(list, 'runs-10000-end', CONTENT)).toEqual([]);

      await list.keyboard.press('/');
      await list.keyboard.type('Change 9876');
      await list.getByText('1 run', { exact: true }).waitFor();
      await runs.getByRole('row', { name: /9876/ }).waitFor();
    } finally {
      await bob.leave();
    }
  });

  it('should sum up on the overview, and on the page of what alice owns', async () => {
    await page.goto('/catalog/default/component/payments-api');
    await page.getByText('Latest successful on main').waitFor();
    expect(await lookAt(page, 'overview', CONTENT)).toEqual([]);
    await page.goto('/artifacts');
    const own = page.getByRole('table', {
      name: 'Components and their latest runs',
    });
    await own.getByRole('row', { name: /payments-api.*1284/ }).waitFor();
    await own.getByRole('row', { name: /receipts/ }).waitFor();
    expect(await lookAt(page, 'own', CONTENT)).toEqual([]);
  });
});

async function hasFocus(element: Locator): Promise<boolean> {
  return element.evaluate(node => node === document.activeElement);
}

/** The tab with a file or a folder of the newest run open. */
function inRun(what: 'file' | 'path', path: string): string {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const query = new URLSearchParams({
    location: 'artifacts',
    run: RUN,
    path: `${RUN}/${folder}`,
    ...(what === 'file' && { file: `${RUN}/${path}` }),
  });
  return `${TAB}?${query}`;
}
