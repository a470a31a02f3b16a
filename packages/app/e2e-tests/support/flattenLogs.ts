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

/**
 * Has a component's logs answered for as those of a location without runs,
 * which the demo has none of: the folders of its runs are folders like others.
 */
export async function flattenLogs(page: Page, entity: string): Promise<void> {
  const isCall = (resource: string) => (url: URL) =>
    url.pathname.endsWith(`/v1/entities/${entity}/${resource}`);
  await page.route(isCall('access'), async route => {
    const response = await route.fetch();
    const access = await response.json();
    for (const location of access.locations) {
      location.hasRuns = false;
      delete location.runManifest;
    }
    await route.fulfill({ response, json: access });
  });
  await page.route(isCall('logs/search'), async route => {
    const url = new URL(route.request().url());
    const [run] = (url.searchParams.get('path') ?? '').split('/');
    url.searchParams.delete('path');
    url.searchParams.set('run', run);
    const response = await route.fetch({ url: url.href });
    const lines = (await response.text()).split('\n').filter(Boolean);
    const events = lines.map(line => ({ ...JSON.parse(line), run: undefined }));
    await route.fulfill({
      response,
      body: events.map(event => `${JSON.stringify(event)}\n`).join(''),
    });
  });
}
