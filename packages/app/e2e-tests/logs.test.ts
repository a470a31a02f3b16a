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

import { AppendBlobClient } from '@azure/storage-blob';
import { Browser, Page } from 'playwright-core';
import { flattenLogs } from './support/flattenLogs';
import { lookAt } from './support/lookAt';
import { openBrowser } from './support/openBrowser';
import { openContainer } from './support/openContainer';
import { putLog, removeLogs } from './support/putLog';
import { Visitor } from './support/Visitor';

const TAB = '/catalog/default/component/payments-api/logs';
/** So old a run that nobody else comes across it. */
const OLD = '7';
const PREFIX = `component/default/payments-api/${OLD}/`;
const CONTENT = 'main';

/** What each system or tool is known by, and the key that leads there. */
const SYSTEMS = [
  ['azure-pipelines', 'Starting: Test', 'Home'],
  ['buildkite', 'Test', 'Home'],
  ['github-actions', 'Run yarn build:all', 'Home'],
  ['gitlab', 'Test', 'Home'],
  ['jenkins', 'Finished: FAILURE', 'End'],
  ['maven', 'BUILD FAILURE', 'End'],
  ['terminal', 'Ran all test suites.', 'End'],
];

describe('logs, in a browser', () => {
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    visitor = await Visitor.create(browser);
    page = visitor.page;
    await visitor.signIn('alice');
  });

  afterEach(async () => {
    await page?.unrouteAll({ behavior: 'ignoreErrors' });
  });

  afterAll(async () => {
    await visitor?.leave();
    await browser?.close();
    await removeLogs(PREFIX);
  });

  const linesOf = (name: string) =>
    page.getByRole('grid', { name: `Lines of ${name}` });
  const open = async (run: string, path: string, query = '') => {
    await page.goto(`${TAB}?location=logs&run=${run}&path=${path}${query}`);
    const lines = linesOf(path.slice(path.lastIndexOf('/') + 1));
    await lines.waitFor();
    return lines;
  };
  /** How much of the lines of a log is to be seen without scrolling. */
  const inSight = async (name: string) => {
    const box = await linesOf(name).boundingBox();
    return box ? Math.min(900, box.y + box.height) - box.y : 0;
  };
  const markedLine = () => new URL(page.url()).searchParams.get('line');

  it.each(SYSTEMS)(
    'should show a log of %s as those do who wrote it',
    async (system, text, key) => {
      const lines = await open('1283', `systems/${system}.log`);
      const fold = page.getByRole('button', {
        name: 'Fold all groups',
        exact: true,
      });
      if (key === 'Home') {
        await fold.click();
      }
      await lines.focus();
      await page.keyboard.press(key);
      await lines.getByText(text, { exact: true }).first().waitFor();
      expect(await lines.innerText()).not.toMatch(/##\[|section_(start|end):/);
      expect(await lookAt(page, `log-${system}`, CONTENT)).toEqual([]);
    },
  );

  it('should open a failed log at its first error, and be used by keys alone', async () => {
    const lines = await open('1283', 'test.log');
    // Until the log is indexed, lines have no numbers, and errors no next one.
    await page.getByText('1,524 errors').waitFor();
    const current = lines.locator('[role=row][data-current][aria-rowindex]');
    await current.waitFor();
    const first = await current.getAttribute('aria-rowindex');
    await lines.focus();
    await page.keyboard.press('e');
    await lines
      .locator(`[role=row][data-current]:not([aria-rowindex="${first}"])`)
      .waitFor();
    await page.keyboard.press('E');
    await lines
      .locator(`[role=row][data-current][aria-rowindex="${first}"]`)
      .waitFor();
    expect(await lookAt(page, 'log-first-error', CONTENT)).toEqual([]);

    await lines.focus();
    await page.keyboard.press('/');
    await page.keyboard.type('should tell');
    await page.waitForURL(/[?&]q=should/);
    await page
      .getByText(/^\d+ of [\d,]+$/)
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await lines.locator('[data-hit]').first().waitFor();
    expect(await lookAt(page, 'log-search', CONTENT)).toEqual([]);
    await page.reload();
    await lines.locator('[data-hit]').first().waitFor();

    await lines.focus();
    await page.keyboard.press('g');
    await page.keyboard.type('200000');
    await page.keyboard.press('Enter');
    await lines.locator('[aria-rowindex="200000"]').waitFor();
    expect(markedLine()).toBe('200000');
    await lines.focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('should leave most of a narrow window to the log that is open', async () => {
    await page.setViewportSize({ width: 900, height: 900 });
    await open('1283', 'test.log', '&line=204');
    expect(await inSight('test.log')).toBeGreaterThanOrEqual(540);
    await page.getByRole('button', { name: /^Logs of this run/ }).click();
    await page.getByRole('row', { name: 'build.log' }).click();
    await linesOf('build.log').waitFor();
    expect(await inSight('build.log')).toBeGreaterThanOrEqual(540);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('should say in front of the full screen what was done', async () => {
    await open('1283', 'test.log', '&line=204');
    await page.getByRole('button', { name: 'Full screen' }).click();
    await page.getByRole('button', { name: /^Copy link to line/ }).click();
    const notice = page.locator('[data-log-viewer] p[data-status]');
    await notice.waitFor();
    expect(
      await notice.evaluate(element => {
        const { x, y } = element.getBoundingClientRect();
        // What lets clicks through is in no list of what is at a point.
        element.style.pointerEvents = 'auto';
        return element.contains(document.elementFromPoint(x + 9, y + 9));
      }),
    ).toBe(true);
    await page.keyboard.press('Escape');
  });

  it('should open a link to lines where they are, also through another sign-in', async () => {
    const link = `${TAB}?location=logs&run=1283&path=test.log&line=150000-150003`;
    const other = await Visitor.create(browser);
    await other.page.goto(link);
    await other.signInHere('alice');
    const lines = other.page.getByRole('grid', { name: 'Lines of test.log' });
    await lines.locator('[role=row][aria-rowindex="150003"]').waitFor();
    expect(await lines.locator('[role=row][aria-current]').count()).toBe(4);
    await other.leave();
  });

  it('should search all logs of a run, and those of the runs before it', async () => {
    await open('1283', 'test.log', '&q=StorageGate.test.ts');
    await page.getByRole('button', { name: 'All logs' }).click();
    const waitForAll = () => page.getByText(/logs of 1 run searched/).waitFor();
    await waitForAll();
    expect(await lookAt(page, 'log-search-all', CONTENT, waitForAll)).toEqual(
      [],
    );
  });

  it('should give a log that was found in all logs the room of the results', async () => {
    const hit = page.getByRole('link', { name: /^48/ });
    const results = page.getByRole('button', { name: 'Results' });
    const place = page.getByText(/^Log \d of \d$/);
    for (const [width, room] of [
      [1440, 420],
      [900, 450],
    ]) {
      await page.setViewportSize({ width, height: 900 });
      await open('1283', 'test.log', '&q=StorageGate.test.ts&runs=1');
      await hit.focus();
      await page.keyboard.press('Enter');
      const lines = linesOf('azure-pipelines.log');
      await lines.locator('[role=row][aria-current] [data-hit]').waitFor();
      expect(await inSight('azure-pipelines.log')).toBeGreaterThanOrEqual(room);
      expect(await page.evaluate(() => window.scrollY)).toBe(0);
      expect(await place.innerText()).toMatch(/^Log 1 of /);
      await results.and(page.locator(':focus')).waitFor();
    }
    await page.keyboard.press('Enter');
    await hit.and(page.locator('[aria-current=true]')).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Next log', exact: true }).click();
    const lines = linesOf('buildkite.log');
    await lines.locator('[role=row][aria-current] [data-hit]').waitFor();
    const waitForPlace = () => place.and(page.getByRole('status')).waitFor();
    expect(
      await lookAt(page, 'log-search-folded', CONTENT, waitForPlace),
    ).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('should compare two logs apart from times and durations', async () => {
    await page.goto(
      `${TAB}?location=logs&run=1283&path=systems/azure-pipelines.log&compare=${encodeURIComponent(
        '1283/systems/github-actions.log',
      )}`,
    );
    await page.getByText('do not count as differences').waitFor();
    await page
      .getByText(/same lines/)
      .first()
      .waitFor();
    expect(await lookAt(page, 'log-compare', CONTENT)).toEqual([]);
  });

  it('should search and compare logs where there are no runs', async () => {
    await flattenLogs(page, 'component/default/payments-api');
    await page.goto(`${TAB}?location=logs&path=1283/systems/jenkins.log`);
    await linesOf('jenkins.log').waitFor();
    expect(await lookAt(page, 'log-flat', CONTENT)).toEqual([]);

    await page.getByRole('button', { name: 'Compare with…' }).click();
    const dialog = page.getByRole('dialog');
    const gitlab = dialog.getByRole('row', { name: 'gitlab.log' });
    await gitlab.and(page.locator('[aria-selected=true]')).waitFor();
    expect(
      await lookAt(page, 'log-flat-compare-with', '[role=dialog]', async () => {
        if (!(await dialog.isVisible())) {
          await page.getByRole('button', { name: 'Compare with…' }).click();
          await gitlab.waitFor();
        }
      }),
    ).toEqual([]);
    // Another theme has built the page anew.
    await page.getByRole('button', { name: 'Compare with…' }).click();
    await dialog.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.getByText('do not count as differences').waitFor();
    await page.getByRole('link', { name: 'Back to the log' }).click();
    await linesOf('jenkins.log').waitFor();

    await page.goto(`${TAB}?location=logs&path=1283/test.log`);
    await page.getByRole('button', { name: 'All logs' }).click();
    await page
      .getByRole('textbox', { name: 'Search in all logs' })
      .fill('StorageGate.test.ts');
    await page.keyboard.press('Enter');
    const waitForAll = () => page.getByText(/^\d+ logs searched/).waitFor();
    await waitForAll();
    expect(await lookAt(page, 'log-flat-search', CONTENT, waitForAll)).toEqual(
      [],
    );
    await page.getByRole('link', { name: /^48/ }).click();
    const lines = linesOf('azure-pipelines.log');
    await lines.locator('[role=row][aria-current] [data-hit]').waitFor();
    expect(await inSight('azure-pipelines.log')).toBeGreaterThanOrEqual(420);
  });

  it('should lead from a failed test to its line', async () => {
    await page.goto(
      '/catalog/default/component/payments-api/artifacts?location=artifacts&run=1283&file=1283%2Freports%2Fjunit.xml',
    );
    const link = page.locator('a[href*="/logs?"][href*="q="]').first();
    await link.click();
    await page.waitForURL(/line=\d+/);
    await page.locator('[role=row][aria-current] [data-hit]').first().waitFor();
    expect(await lookAt(page, 'log-failed-test', CONTENT)).toEqual([]);
  });

  it('should follow a log, let go of its end, and see that it is over', async () => {
    const container = openContainer('logs');
    const blob: AppendBlobClient = container.getAppendBlobClient(
      `${PREFIX}live.log`,
    );
    await blob.create();
    let count = 0;
    const append = async (lines: number) => {
      const texts = Array.from({ length: lines }, () => {
        count += 1;
        return `written line ${count}\n`;
      });
      const text = texts.join('');
      await blob.appendBlock(text, Buffer.byteLength(text));
    };
    await append(200);
    const lines = await open(OLD, 'live.log');
    await page.getByText('Live', { exact: true }).waitFor();
    await lines.getByText('written line 200', { exact: true }).waitFor();
    await append(50);
    await lines.getByText('written line 250', { exact: true }).waitFor();
    expect(await lookAt(page, 'log-live', CONTENT)).toEqual([]);

    await lines.focus();
    await page.keyboard.press('PageUp');
    await append(30);
    const more = page.getByRole('button', { name: /30 new lines/ });
    await more.waitFor();
    await more.click();
    await lines.getByText('written line 280', { exact: true }).waitFor();
    await append(1);
    await blob.seal();
    await lines.getByText('written line 281', { exact: true }).waitFor();
    await page.getByText('Live', { exact: true }).waitFor({ state: 'hidden' });
  });

  it('should say that a log was replaced, and keep what was read', async () => {
    const block = (word: string) =>
      Buffer.from(
        Array.from({ length: 5_000 }, (_, i) => `${word} ${i + 1}\n`).join(''),
      );
    const replace = async () => {
      visitor.awaitRefusal(409, /\/log\//);
      await putLog(`${PREFIX}replaced.log`, [block('before')]);
      const lines = await open(OLD, 'replaced.log');
      await lines.getByText('before 5000', { exact: true }).waitFor();
      await putLog(`${PREFIX}replaced.log`, [block('after')]);
      await page.getByRole('textbox', { name: 'Go to line' }).fill('1000');
      await page.keyboard.press('Enter');
      await page.getByText('This log was replaced.').waitFor();
    };
    expect(await lookAt(page, 'log-replaced', CONTENT, replace)).toEqual([]);
  });
});
