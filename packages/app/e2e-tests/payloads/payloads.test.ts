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

import { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/openBrowser';
import { Visitor } from '../support/Visitor';
import { Payload, readPayloads } from './payloads';
import { removePayloads, storePayloads } from './storePayloads';
import { Suspect } from './Suspect';

const RUN = 'payloads';
const PREFIX = `component/default/portal/${RUN}/`;
const TAB = '/catalog/default/component/portal/artifacts';
/** A page that shows the file of its query, in place of the portal. */
const { PAYLOADS_PAGE } = process.env;
/** What a payload that waits for a moment gets. */
const WAIT_MS = 250;
const SHOWN_MS = 20_000;

const groups = readPayloads();
const payloads = [...groups.values()].flat();

// A script that runs once in a while runs.
jest.retryTimes(0);

describe('payloads, in the preview of a browser', () => {
  let browser: Browser;
  let page: Page;
  let suspect: Suspect;

  beforeAll(async () => {
    browser = await openBrowser();
    if (PAYLOADS_PAGE) {
      page = await browser.newPage();
      await page.goto(PAYLOADS_PAGE);
    } else {
      await storePayloads(payloads, PREFIX);
      const visitor = await Visitor.create(browser);
      page = visitor.page;
      await visitor.signIn('carol');
      await page.goto(`${TAB}?location=artifacts&run=${RUN}`);
    }
    suspect = await Suspect.watch(page);
  });

  afterAll(async () => {
    await browser?.close();
    if (!PAYLOADS_PAGE) {
      await removePayloads(PREFIX);
    }
  });

  it('should be at least 60', () => {
    expect(payloads.length).toBeGreaterThanOrEqual(60);
  });

  it('should be noticed, where one gets through', async () => {
    const frame = await browser.newPage();
    const watched = await Suspect.watch(frame);
    await frame.setContent(
      '<script>window.__pwned = 1; new Image().src = "https://evil.invalid/a"</script><a href="javascript:x">x</a>',
    );
    const deeds = await watched.confess();
    expect(deeds).toContain('asked for https://evil.invalid/a');
    expect(deeds).toEqual(
      expect.arrayContaining(['left pwned: 1', 'left links: 1']),
    );
    await frame.close();
  });

  it.each([...groups.keys()])(
    'C1, C2, C3, C4, C5, C20: should do nothing as %s',
    async group => {
      const guilty: Record<string, string[]> = {};
      for (const { name } of groups.get(group) ?? []) {
        const deeds = await show(page, name);
        deeds.push(...(await suspect.confess()));
        if (deeds.length > 0) {
          guilty[name] = deeds;
        }
      }
      expect(guilty).toEqual({});
    },
  );
});

/** Shows a file without loading the page anew; hands back what that did to it. */
async function show(page: Page, name: Payload['name']): Promise<string[]> {
  const deeds: string[] = [];
  const query: Record<string, string> = PAYLOADS_PAGE
    ? { file: name }
    : { location: 'artifacts', run: RUN, file: `${RUN}/${name}` };
  const url = new URL(page.url());
  url.search = String(new URLSearchParams(query));
  await page.evaluate(href => {
    document
      .querySelector('section[aria-label^="Preview of"]')
      ?.setAttribute('data-seen', '');
    window.history.pushState({}, '', href);
    window.dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  }, url.href);
  try {
    await page.waitForFunction(isShown, undefined, { timeout: SHOWN_MS });
    await page.waitForTimeout(WAIT_MS);
  } catch (error) {
    deeds.push(`was not shown: ${error}`);
  }
  if (page.url() !== url.href) {
    deeds.push(`led the page to ${page.url()}`);
    await page.goto(url.href);
  }
  return deeds;
}

/** In the browser: whether another preview is there, and has settled. */
function isShown(): boolean {
  const preview = document.querySelector('section[aria-label^="Preview of"]');
  return Boolean(
    preview &&
      !preview.hasAttribute('data-seen') &&
      !preview.querySelector('[aria-busy=true]'),
  );
}
