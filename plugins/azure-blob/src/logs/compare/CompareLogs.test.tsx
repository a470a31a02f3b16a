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

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  addStepLogs,
  createDemoWorld,
  createResponseError,
  FakeAzureBlobApi,
} from '../../__testUtils__';
import { renderTab } from '../../__testUtils__/renderTab';
import { LogsContent } from '../LogsContent';

const LOG = 'location=logs&run=1284&path=10_test.txt';

function createApi() {
  const world = createDemoWorld();
  addStepLogs(world);
  return new FakeAzureBlobApi(world);
}

describe('CompareLogs', () => {
  it('should compare with the same log of the last successful run', async () => {
    const user = userEvent.setup();
    const api = createApi();
    renderTab(<LogsContent />, api, { url: `/?${LOG}` });
    await user.click(
      await screen.findByRole('button', { name: 'Compare with…' }),
    );
    const dialog = await screen.findByRole('dialog');
    const compare = within(dialog).getByRole('button', { name: 'Compare' });
    await waitFor(() =>
      expect(api.requestsOf('listArtifacts').at(-1)).toMatchObject({
        path: '1278/',
      }),
    );
    await waitFor(() => expect(compare).toBeEnabled());
    await user.click(compare);

    const diff = await screen.findByRole('grid', { name: /^Differences of/ });
    expect(api.requestsOf('compareLogs')).toEqual([
      expect.objectContaining({
        ...{ base: '1278/10_test.txt', head: '1284/10_test.txt' },
      }),
    ]);
    expect(await within(diff).findByText(/##\[error\]refund/)).toBeVisible();
    expect(screen.getByText('Lines removed: 1 · added: 4')).toBeVisible();
    expect(screen.getByText(/do not count as differences/)).toBeVisible();
    expect(
      within(diff).getByRole('link', {
        name: 'Open line 36 of the second log',
      }),
    ).toHaveAttribute('href', `/?${LOG}&line=36`);

    // What is the same is neither shown nor read until somebody wants it.
    const fold = within(diff).getByRole('button', { name: '31 same lines' });
    expect(within(diff).queryByText(/seed/)).not.toBeInTheDocument();
    await user.click(fold);
    expect((await within(diff).findAllByText(/seed/)).length).toBe(1);
  });

  it('should not offer the manifest of a run', async () => {
    const user = userEvent.setup();
    const api = createApi();
    const { blobs } = api.world.locations.logs;
    blobs['1284/a.log'] = 'a';
    blobs['1278/run.json'] = '{}';
    blobs['1278/other.json'] = '{}';
    renderTab(<LogsContent />, api, {
      url: '/?location=logs&run=1284&path=a.log',
    });
    await user.click(
      await screen.findByRole('button', { name: 'Compare with…' }),
    );
    const dialog = await screen.findByRole('dialog');
    await user.click(
      await within(dialog).findByRole('button', { name: /Log of that run/ }),
    );
    expect(
      await screen.findByRole('option', { name: 'other.json' }),
    ).toBeVisible();
    expect(
      screen.queryByRole('option', { name: 'run.json' }),
    ).not.toBeInTheDocument();
  });

  it('should step through the differences by keys', async () => {
    const user = userEvent.setup();
    const api = createApi();
    const { blobs } = api.world.locations.logs;
    const lines = (changed: number[]) =>
      Array.from({ length: 300 }, (_, index) =>
        changed.includes(index) ? `changed ${index}` : `line ${index}`,
      ).join('\n');
    blobs['1283/a.log'] = lines([]);
    blobs['1284/a.log'] = lines([20, 150, 280]);
    api.isSearchCut = true;
    renderTab(<LogsContent />, api, {
      url: '/?location=logs&run=1284&path=a.log&compare=1283/a.log',
    });
    const diff = await screen.findByRole('grid', { name: /^Differences of/ });
    expect(screen.getByText('3 differences')).toBeVisible();
    expect(
      screen.getByText(/not compared to their ends.*first 300 and 300 lines/),
    ).toBeVisible();
    diff.focus();
    await user.keyboard('n');
    expect(screen.getByText('1 of 3')).toHaveAttribute('role', 'status');
    expect(await within(diff).findByText('changed 20')).toBeVisible();
    await user.keyboard('pp');
    expect(screen.getByText('2 of 3')).toBeVisible();
  });

  it('should say where two logs are the same, or cannot be compared', async () => {
    const user = userEvent.setup();
    const api = createApi();
    api.errors.compareLogs = await createResponseError('BlobNotFound', {
      status: 404,
    });
    renderTab(<LogsContent />, api, {
      url: '/?location=logs&run=1284&path=1_checkout.txt&compare=1284/1_checkout.txt',
    });
    expect(await screen.findByText(/BlobNotFound/)).toBeVisible();
    api.errors = {};
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('The two logs say the same.')).toBeVisible();
  });
});
