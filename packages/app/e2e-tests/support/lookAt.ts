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

import axe, { AxeResults } from 'axe-core';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Locator, Page } from 'playwright-core';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const SCHEMES = ['light', 'dark'] as const;
const WIDTHS = [1440, 900];

/**
 * Looks at a page in both themes: for what keeps people from using it, and for
 * people to look at at two widths, where `SCREENSHOTS` names a folder.
 *
 * @param scope - a selector of what the accessibility rules are applied to
 * @param open - opens what is to be looked at, which another theme closes
 * @param subject - scrolled into sight, where it is not all of the page
 * @returns the accessibility rules that are broken, with the elements
 */
export async function lookAt(
  page: Page,
  name: string,
  scope: string,
  open: () => Promise<void> = async () => {},
  subject?: Locator,
): Promise<string[]> {
  const broken: string[] = [];
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await settle(page);
    await open();
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await settle(page);
      await subject?.evaluate(element => element.scrollIntoView());
      await takeScreenshot(page, `${name}-${colorScheme}-${width}`);
    }
    await page.setViewportSize({ width: WIDTHS[0], height: 900 });
    await settle(page);
    for (const { id, nodes } of await findViolations(page, scope)) {
      for (const { html, failureSummary } of nodes) {
        broken.push(`${colorScheme}: ${id}: ${html}\n${failureSummary}`);
      }
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await settle(page);
  return broken;
}

/** Another theme builds the page anew, another width parts of it. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(500);
  await page.waitForFunction(
    () => !document.querySelector('[class*="bui-Skeleton"], [aria-busy=true]'),
  );
  await page.waitForTimeout(300);
}

async function takeScreenshot(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) {
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name}.png`) });
  }
}

async function findViolations(
  page: Page,
  scope: string,
): Promise<AxeResults['violations']> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    selector => window.axe.run(selector),
    scope,
  );
  return violations;
}
