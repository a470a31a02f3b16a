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
import { setTimeout as sleep } from 'node:timers/promises';
import { Browser, Locator, Page } from 'playwright-core';
import { lookAt } from './support/lookAt';
import { openBrowser } from './support/openBrowser';
import { LogLine, readLog } from './support/readLog';
import { sha256 } from './support/sha256';
import { shownPieces } from './support/shownPieces';
import { readStoredBlobs, StoredBlob } from './support/storedBlobs';
import { Visitor } from './support/Visitor';

const PREFIX = 'component/default/payments-api/';
const TAB_CONTENT = 'main';

describe('the portal, in a browser', () => {
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
  });

  beforeEach(async () => {
    visitor = await Visitor.create(browser);
    page = visitor.page;
  });

  afterEach(async () => {
    await visitor.leave();
  });

  afterAll(async () => {
    await browser?.close();
  });

  it('should let alice download an artifact just as it is stored', async () => {
    await visitor.signIn('alice');
    await visitor.openTab('payments-api', 'Artifacts');

    const newest = await openedRun(page);
    const run = page
      .getByRole('grid', { name: 'Runs' })
      .getByRole('row')
      .nth(1);
    await run.click();
    await page.waitForURL(url => ![newest, null].includes(runOf(url)));
    const opened = await openedRun(page);

    const blobs = await readStoredBlobs('artifacts', `${PREFIX}${opened}/`);
    const table = page.getByRole('grid', { name: 'Files and folders' });
    for (const name of topLevelNames(blobs)) {
      await table.getByText(name, { exact: true }).waitFor();
    }
    const broken = await lookAt(page, 'artifacts', TAB_CONTENT);

    const artifact = largest(blobs);
    const [name, ...folders] = artifact.path.split('/').reverse();
    for (const folder of folders.reverse()) {
      await table.getByRole('link', { name: folder, exact: true }).click();
    }
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      table.getByRole('button', { name: `Download ${name}` }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(name);
    // By a link, and not out of the memory of the page.
    expect(download.url()).toMatch(
      /\/api\/azure-blob\/v1\/downloads\/[\w.-]+$/,
    );
    expect(sha256(await readFile(await download.path()))).toBe(
      sha256(artifact.content),
    );
    expect(broken).toEqual([]);
  });

  it('should show alice a log in its colours, at any line and at its end', async () => {
    await visitor.signIn('alice');
    await visitor.openTab('payments-api', 'Logs');

    const run = await openedRun(page);
    const blobs = await readStoredBlobs('logs', `${PREFIX}${run}/`);
    const { name, lines } = mostColourful(blobs);
    // The log that is open first has its sections put below it.
    await page.getByRole('grid', { name: /^Lines of / }).waitFor();
    await page.waitForTimeout(1_000);
    await page
      .getByRole('grid', { name: 'Logs of this run' })
      .getByRole('row', { name })
      .click();

    const log = page.getByRole('grid', { name: `Lines of ${name}` });
    await log.waitFor();
    await page.getByRole('button', { name: 'Unfold all groups' }).click();
    await page.getByRole('button', { name: 'Go to the end' }).click();
    await expectLine(log, lines[lines.length - 1]);

    const samples = oneLineAColor(lines);
    expect([...samples.keys()]).toEqual(
      expect.arrayContaining(['red', 'green', 'yellow']),
    );
    for (const line of samples.values()) {
      await page
        .getByRole('textbox', { name: 'Go to line' })
        .fill(String(line.number));
      await page.keyboard.press('Enter');
      const row = await expectLine(log, line);
      expect(await row.getAttribute('aria-current')).toBe('true');
      expect(new URL(page.url()).searchParams.get('line')).toBe(
        String(line.number),
      );
      for (const scheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        await eventually(async () =>
          expect(await shownPieces(row)).toEqual(line.pieces),
        );
      }
    }
    const broken = await lookAt(page, 'logs', TAB_CONTENT);

    await page.reload();
    await log.waitFor();
    expect(await openedRun(page)).toBe(run);
    expect(broken).toEqual([]);
  });

  it.each([
    ['bob', 'You are signed in as Bob (search).'],
    ['dave', 'You are signed in as Dave (no groups).'],
    ['erin', 'You are signed in as Erin (pay).'],
  ])(
    'should tell %s whose component payments-api is',
    async (name, explanation) => {
      await visitor.signIn(name);
      for (const tab of ['Artifacts', 'Logs'] as const) {
        await visitor.openTab('payments-api', tab);
        await page
          .getByRole('heading', {
            name: 'This component belongs to payments.',
          })
          .waitFor();
        await page.getByText(explanation).waitFor();
        expect(await page.getByRole('grid').count()).toBe(0);
      }
      expect(await lookAt(page, `denied-${name}`, TAB_CONTENT)).toEqual([]);
    },
  );

  it('should tell a guest what to do', async () => {
    await visitor.enterAsGuest();
    await visitor.openTab('payments-api', 'Artifacts');
    await page.getByText('You are signed in as a guest').waitFor();
    expect(await lookAt(page, 'guest', TAB_CONTENT)).toEqual([]);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Enter' }).waitFor();
  });

  it('should let alice see pay as an owner of its system', async () => {
    await visitor.signIn('alice');
    await visitor.openTab('pay', 'Artifacts');
    const runs = page.getByRole('grid', { name: 'Runs' });
    await runs.waitFor();
    expect(await runs.getByRole('row').count()).toBeGreaterThan(0);
  });
});

function runOf(url: URL): string | null {
  return url.searchParams.get('run');
}

async function openedRun(page: Page): Promise<string> {
  await page.waitForURL(url => runOf(url) !== null);
  return runOf(new URL(page.url())) ?? '';
}

function topLevelNames(blobs: StoredBlob[]): string[] {
  return [...new Set(blobs.map(({ path }) => path.split('/')[0]))];
}

function largest(blobs: StoredBlob[]): StoredBlob {
  const [first] = blobs.sort((a, b) => b.content.length - a.content.length);
  return first;
}

function mostColourful(blobs: StoredBlob[]): {
  name: string;
  lines: LogLine[];
} {
  const [first] = blobs
    .filter(({ path }) => path.endsWith('.log') && !path.includes('/'))
    .map(({ path, content }) => ({ name: path, lines: readLog(content) }))
    .sort((a, b) => oneLineAColor(b.lines).size - oneLineAColor(a.lines).size);
  return first;
}

/** A line for each colour that there is, with which it can be told. */
function oneLineAColor(lines: LogLine[]): Map<string, LogLine> {
  const samples = new Map<string, LogLine>();
  for (const line of lines) {
    for (const { color } of line.pieces ?? []) {
      if (color && !samples.has(color)) {
        samples.set(color, line);
      }
    }
  }
  return samples;
}

/** Tries again for a while: the page reads and paints on its own time. */
async function eventually(assertion: () => Promise<void>): Promise<void> {
  const end = Date.now() + 20_000;
  for (;;) {
    try {
      await assertion();
      return;
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
      await sleep(100);
    }
  }
}

async function expectLine(log: Locator, line: LogLine): Promise<Locator> {
  const row = log.locator(`[role=row][aria-rowindex="${line.number}"]`);
  await eventually(async () => {
    const text = await row
      .getByRole('gridcell')
      .last()
      .textContent({ timeout: 1_000 });
    expect(text).toBe(line.text);
    const [outer, inner] = [await log.boundingBox(), await row.boundingBox()];
    if (!outer || !inner) {
      throw new Error(`Line ${line.number} is not shown`);
    }
    expect(inner.y).toBeGreaterThanOrEqual(outer.y);
    expect(inner.y + inner.height).toBeLessThanOrEqual(outer.y + outer.height);
  });
  return row;
}
