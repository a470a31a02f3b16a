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

import { Browser, BrowserContext, ConsoleMessage, Page } from 'playwright-core';

const portalUrl = process.env.PORTAL_URL ?? 'http://localhost:3000';

/** Somebody with a browser window of her own. */
export class Visitor {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #problems: string[] = [];
  readonly #refusals: Array<[status: number, path: RegExp]> = [];

  static async create(browser: Browser): Promise<Visitor> {
    const context = await browser.newContext({
      baseURL: portalUrl,
      viewport: { width: 1440, height: 900 },
    });
    context.setDefaultTimeout(20_000);
    return new Visitor(context, await context.newPage());
  }

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    context.on('console', message => {
      const isProblem = message.type() === 'error';
      if (isProblem && !isFirstRefresh(message) && !this.#isAwaited(message)) {
        this.#problems.push(`${message.text()} (${message.location().url})`);
      }
    });
    context.on('weberror', webError => {
      this.#problems.push(String(webError.error().stack));
    });
    context.on('request', request => {
      const { protocol, hostname } = new URL(request.url());
      if (/^https?:$/.test(protocol) && hostname !== 'localhost') {
        this.#problems.push(`A request left the machine: ${request.url()}`);
      }
    });
  }

  /** Lets the backend refuse a call, which the browser reports as a problem. */
  awaitRefusal(status: number, path: RegExp): void {
    this.#refusals.push([status, path]);
  }

  /** Signs in with Microsoft, through the popup. */
  async signIn(name: string): Promise<void> {
    await this.page.goto('/');
    await this.signInHere(name);
    await this.#waitForCatalog();
  }

  /** Signs in on the page that is open, which it comes back to. */
  async signInHere(name: string): Promise<void> {
    const [popup] = await Promise.all([
      this.page.waitForEvent('popup'),
      this.page
        .getByRole('listitem')
        .filter({ hasText: 'Microsoft' })
        .getByRole('button', { name: 'Sign in' })
        .click(),
    ]);
    await Promise.all([
      popup.waitForEvent('close'),
      popup.getByRole('button', { name: `${name}@contoso.example` }).click(),
    ]);
  }

  async enterAsGuest(): Promise<void> {
    await this.page.goto('/');
    await this.page.getByRole('button', { name: 'Enter' }).click();
    await this.#waitForCatalog();
  }

  /** Opens a tab of a component the way people do, by clicking. */
  async openTab(component: string, tab: 'Artifacts' | 'Logs'): Promise<void> {
    await this.page.goto('/');
    const entity = `/catalog/default/component/${component}`;
    await this.page.locator(`a[href="${entity}"]`).click();
    // The sidebar has links of the same names.
    await this.page
      .locator(`a[href="${entity}/${tab.toLocaleLowerCase('en-US')}"]`)
      .click();
  }

  /** Ends the visit; throws what went wrong unseen. */
  async leave(): Promise<void> {
    await this.#context.close();
    if (this.#problems.length > 0) {
      throw new Error(
        `The browser reported problems:\n${this.#problems.join('\n')}`,
      );
    }
  }

  #isAwaited(message: ConsoleMessage): boolean {
    return this.#refusals.some(
      ([status, path]) =>
        message.text().includes(`status of ${status}`) &&
        path.test(message.location().url),
    );
  }

  async #waitForCatalog(): Promise<void> {
    await this.page
      .getByRole('heading', { name: 'All Components' })
      .first()
      .waitFor();
  }
}

/**
 * Before it opens the popup, Backstage always tries to refresh a session that
 * is not there yet, and the browser logs the answer 401.
 */
function isFirstRefresh(message: ConsoleMessage): boolean {
  return (
    /status of 401/.test(message.text()) &&
    new URL(message.location().url).pathname === '/api/auth/microsoft/refresh'
  );
}
