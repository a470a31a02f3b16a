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

import { setRoles, setStepUp } from 'local-azure';
import { Browser, Page } from 'playwright-core';
import { lookAt } from './support/lookAt';
import { openBrowser } from './support/openBrowser';
import { readStoredBlobs } from './support/storedBlobs';
import { Visitor } from './support/Visitor';

const COMPONENT = '/catalog/default/component/payments-api';
const PREFIX = 'component/default/payments-api/';
const CONTENT = 'main';

describe('access, in a browser', () => {
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
    await setStepUp({ user: 'alice', required: false });
    await setRoles({ user: 'alice', assigned: true });
    await visitor.leave();
  });

  afterAll(async () => {
    await browser?.close();
  });

  it('should lead alice through one more check to the artifact, in place', async () => {
    await setStepUp({ user: 'alice', required: true });
    visitor.awaitRefusal(401, /\/api\/azure-blob\/v1\//);
    await visitor.signIn('alice');
    const { run, folder, name } = await findNestedArtifact();
    const place = `${COMPONENT}/artifacts?location=artifacts&run=${run}&path=${encodeURIComponent(
      folder,
    )}`;
    await page.goto(place);
    const question = page.getByRole('heading', {
      name: 'Your organisation asks for one more check.',
    });
    await question.first().waitFor();
    expect(await lookAt(page, 'step-up', CONTENT)).toEqual([]);
    await page.reload();
    await question.first().waitFor();

    await passCheck(page, 'alice');
    const table = page.getByRole('grid', { name: 'Files and folders' });
    await table.getByText(name, { exact: true }).waitFor();
    expect(page.url()).toMatch(new RegExp(`${escape(place)}$`));
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      table.getByRole('button', { name: `Download ${name}` }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(name);

    // The check holds for the other tab as well: nobody is asked twice.
    await page.getByRole('link', { name: 'Logs', exact: true }).click();
    await page.getByRole('grid', { name: /^Lines of / }).waitFor();
    expect(await question.count()).toBe(0);
  });

  it('should name the role that alice lacks in Azure, with the command', async () => {
    visitor.awaitRefusal(403, /\/api\/azure-blob\/v1\//);
    await visitor.signIn('alice');
    await setRoles({ user: 'alice', assigned: false });
    await visitor.openTab('payments-api', 'Artifacts');
    await page
      .getByRole('heading', { name: /^Azure has not given you/ })
      .waitFor();
    const panel = page.getByRole('region', { name: 'Diagnosis' });
    const open = async () => {
      await page.getByRole('button', { name: 'Why?' }).click();
      await panel.getByText(/^Stopped at: /).waitFor();
    };
    expect(await lookAt(page, 'why-storage-role', CONTENT, open)).toEqual([]);
    await page.reload();
    await open();
    expect(await panel.innerText()).toMatch(
      /az role assignment create[^]*Storage Blob Data Reader/,
    );
    expect(await panel.innerText()).toContain(
      'Administrators of the storage account:',
    );

    await setRoles({ user: 'alice', assigned: true });
    await panel.getByRole('button', { name: 'Check again' }).click();
    await panel.getByText('Every step works.').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('grid', { name: 'Runs' }).waitFor();
  });

  it('should show bob where he was stopped', async () => {
    await visitor.signIn('bob');
    await visitor.openTab('payments-api', 'Artifacts');
    await page
      .getByRole('heading', { name: 'This component belongs to payments.' })
      .waitFor();
    const panel = page.getByRole('region', { name: 'Diagnosis' });
    const open = async () => {
      await page.getByRole('button', { name: 'Why?' }).click();
      await panel.getByText('Stopped at: Role on the entity').waitFor();
    };
    expect(await lookAt(page, 'why-denied', CONTENT, open)).toEqual([]);
  });

  it('should show the page of the administrators to carol, and not to bob', async () => {
    await visitor.signIn('carol');
    await page.getByRole('link', { name: 'Azure Blob', exact: true }).click();
    await page
      .getByRole('heading', { name: 'State of the installation' })
      .waitFor();
    await page
      .getByRole('button', { name: /^Account contosobuilds/ })
      .waitFor();
    await page.getByText('Nothing is locked.').waitFor();
    expect(await lookAt(page, 'admin', CONTENT)).toEqual([]);

    const other = await Visitor.create(browser);
    try {
      other.awaitRefusal(403, /\/api\/azure-blob\/v1\/status/);
      await other.signIn('bob');
      expect(
        await other.page.getByRole('link', { name: 'Azure Blob' }).count(),
      ).toBe(0);
      await other.page.goto('/azure-blob');
      await other.page
        .getByRole('heading', { name: /^Only administrators/ })
        .waitFor();
      expect(await lookAt(other.page, 'admin-denied', CONTENT)).toEqual([]);
    } finally {
      await other.leave();
    }
  });

  it('should stop erin as soon as carol locks her out, and let her in again', async () => {
    const erin = await Visitor.create(browser);
    try {
      await erin.signIn('erin');
      await erin.openTab('pay', 'Artifacts');
      await erin.page.getByRole('grid', { name: 'Runs' }).waitFor();

      await visitor.signIn('carol');
      await page.goto('/azure-blob');
      await page.getByRole('button', { name: 'Lock access' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: 'User' }).fill('erin');
      await dialog.getByRole('textbox', { name: 'Why' }).fill('On holiday');
      await dialog.getByRole('button', { name: 'Lock now' }).click();
      const end = page.getByRole('button', { name: /^End now: .*erin$/ });
      await end.waitFor();

      await erin.page.reload();
      await erin.page
        .getByRole('heading', { name: 'This is locked.' })
        .waitFor();
      await erin.page.getByText(/On holiday/).waitFor();
      expect(await erin.page.getByRole('grid').count()).toBe(0);

      await end.click();
      await dialog.getByRole('button', { name: 'End the lock' }).click();
      await page.getByText('Nothing is locked.').waitFor();
      await erin.page.reload();
      await erin.page.getByRole('grid', { name: 'Runs' }).waitFor();
    } finally {
      await erin.leave();
    }
  });
});

/** Confirms in the popup what the organisation asks for. */
async function passCheck(page: Page, user: string): Promise<void> {
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: 'Continue with Microsoft' }).click(),
  ]);
  await popup.getByRole('button', { name: `${user}@contoso.example` }).click();
  await Promise.all([
    popup.waitForEvent('close'),
    popup.getByRole('button', { name: 'Confirm that it is me' }).click(),
  ]);
}

/** Something that is not where a tab opens by itself. */
async function findNestedArtifact() {
  const paths = (await readStoredBlobs('artifacts', PREFIX)).map(
    ({ path }) => path,
  );
  const [run, ...rest] = (
    paths.find(path => path.split('/').length > 2) ?? ''
  ).split('/');
  const name = rest.pop() ?? '';
  return { run, folder: `${[run, ...rest].join('/')}/`, name };
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
