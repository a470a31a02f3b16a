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

import { Page } from 'playwright-core';

/** Watches a page for whatever a payload could get it to do. */
export class Suspect {
  readonly #page: Page;
  readonly #deeds: string[] = [];

  static async watch(page: Page): Promise<Suspect> {
    const suspect = new Suspect(page);
    // Where a request would leave the browser: what a policy has stopped before
    // is no deed.
    await page.context().route(
      ({ hostname }) => hostname !== 'localhost',
      async route => {
        suspect.#deeds.push(`asked for ${route.request().url()}`);
        await route.abort();
      },
    );
    return suspect;
  }

  private constructor(page: Page) {
    this.#page = page;
    const context = page.context();
    context.on('page', opened => this.#deeds.push(`opened ${opened.url()}`));
    page.on('dialog', async dialog => {
      this.#deeds.push(`showed a dialog: ${dialog.message()}`);
      await dialog.dismiss();
    });
    page.on('download', download =>
      this.#deeds.push(`began a download of ${download.url()}`),
    );
    page.on('framenavigated', frame => {
      const isLeft = frame === page.mainFrame();
      if (!isLeft && !/^(about:|blob:)/.test(frame.url())) {
        this.#deeds.push(`led a frame to ${frame.url()}`);
      }
    });
  }

  /** What has been done since it was asked last. */
  async confess(): Promise<string[]> {
    const marks = await this.#page.evaluate(() => ({
      pwned: Reflect.get(window, '__pwned'),
      polluted: Reflect.get({}, 'polluted') ?? Reflect.get({}, '__pwned'),
      scripts: [...document.querySelectorAll('script')].filter(({ text }) =>
        text.includes('__pwned'),
      ).length,
      handlers: [...document.querySelectorAll('*')].filter(element =>
        [...element.attributes].some(
          ({ name, value }) => /^on/i.test(name) && value.includes('__pwned'),
        ),
      ).length,
      links: [...document.querySelectorAll('a[href]')].filter(link =>
        /^\s*(javascript|data|vbscript|blob):/i.test(
          link.getAttribute('href') ?? '',
        ),
      ).length,
    }));
    for (const [mark, value] of Object.entries(marks)) {
      if (value) {
        this.#deeds.push(`left ${mark}: ${value}`);
      }
    }
    return this.#deeds.splice(0);
  }
}
