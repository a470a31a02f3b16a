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
import {
  createDemoWorld,
  createResponseError,
  FakeAzureBlobApi,
} from '../../__testUtils__';
import { readQuery, renderFolder } from '../folder/__testUtils__/renderFolder';

const BLOBS = {
  '1284/a.txt': 'first',
  '1284/b.txt': 'second',
  '1284/c.txt': 'third',
  '1284/deep/d.txt': 'fourth',
};

function createApi() {
  return new FakeAzureBlobApi(createDemoWorld());
}

function render(api: FakeAzureBlobApi, url?: string) {
  return renderFolder({ api, url, blobs: BLOBS });
}

const findPanel = (name: string) =>
  screen.findByRole('complementary', { name: `File ${name}` });

describe('FilePanel', () => {
  it('should open beside the folder, walk by keys and give the focus back', async () => {
    const { user } = render(createApi());
    await user.click(await screen.findByRole('link', { name: 'a.txt' }));
    expect(await findPanel('a.txt')).toBeVisible();
    expect(readQuery()).toBe('?file=1284/a.txt');
    await user.keyboard('jj');
    expect(await findPanel('c.txt')).toBeVisible();
    await user.keyboard('jk');
    expect(await findPanel('b.txt')).toBeVisible();
    const row = screen.getByRole('row', { name: /b\.txt/ });
    expect(row).toHaveAttribute('data-open', 'true');
    await user.click(screen.getByRole('button', { name: 'Next file (j)' }));
    expect(await findPanel('c.txt')).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Next file (j)' }),
    ).toBeDisabled();

    await user.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('complementary')).not.toBeInTheDocument(),
    );
    await waitFor(() => expect(screen.getByRole('grid')).toHaveFocus());
    expect(readQuery()).toBe('');
  });

  it('should leave alone what is typed into a field', async () => {
    const { user } = render(createApi(), '/?file=1284/a.txt');
    await findPanel('a.txt');
    await user.click(screen.getByRole('searchbox', { name: 'Filter by name' }));
    await user.keyboard('j');
    expect(await findPanel('a.txt')).toBeVisible();
  });

  it('should show the folder of a file that a link names', async () => {
    render(createApi(), '/?file=1284/deep/d.txt&tab=details');
    expect(await findPanel('d.txt')).toBeVisible();
    expect(await screen.findByRole('link', { name: 'd.txt' })).toBeVisible();
    expect(
      screen.getByRole('tab', { name: 'Details', selected: true }),
    ).toBeVisible();
  });

  it('should say all that is known of a file, to be copied', async () => {
    const api = createApi();
    api.world.locations.artifacts.details = {
      '1284/a.txt': {
        size: 5_497_558_138_880,
        contentType: 'text/html',
        accessTier: 'Hot',
        sha256: 'ab'.repeat(32),
        metadata: { commit: '9f3c1ab', odd: 'x\u202ey' },
        retention: {
          action: 'delete',
          at: '2027-01-03T00:00:00.000Z',
          rule: 'old-builds',
        },
      },
    };
    const { user, copied } = render(api, '/?file=1284/a.txt&tab=details');
    const panel = await findPanel('a.txt');
    expect(
      await within(panel).findByText('5 TiB (5,497,558,138,880 bytes)'),
    ).toBeVisible();
    expect(
      within(panel).getByText('text/html (as storage says)'),
    ).toBeVisible();
    expect(within(panel).getByText(/by the rule old-builds/)).toBeVisible();
    expect(panel).toHaveTextContent('oddxU+202Ey');
    await user.click(
      within(panel).getByRole('button', { name: 'Copy SHA-256' }),
    );
    expect(copied).toEqual(['ab'.repeat(32)]);
  });

  it('should open, download and link the versions of a file', async () => {
    const api = createApi();
    api.world.locations.artifacts.versions = {
      '1284/a.txt': { 'version:1': 'before' },
    };
    api.world.locations.artifacts.details = {
      '1284/a.txt': {
        versions: [
          {
            version: 'version:2',
            kind: 'version',
            isCurrent: true,
            size: 5,
            lastModified: '2026-11-21T20:00:00.000Z',
            etag: '"2"',
          },
          {
            version: 'version:1',
            kind: 'version',
            isCurrent: false,
            size: 6,
            lastModified: '2026-11-20T20:00:00.000Z',
            etag: '"1"',
          },
        ],
      },
    };
    const { user, copied } = render(api, '/?file=1284/a.txt&tab=versions');
    const list = await screen.findByRole('list', { name: 'Versions' });
    const [current, old] = within(list).getAllByRole('listitem');
    expect(current).toHaveTextContent('Current · Shown');
    await user.click(within(old).getByRole('button', { name: /Download/ }));
    await waitFor(() =>
      expect(api.requestsOf('createDownloadLinks')).toEqual([
        expect.objectContaining({ version: 'version:1' }),
      ]),
    );
    await user.click(within(old).getByRole('button', { name: /Copy/ }));
    expect(copied[0]).toContain('blob-version=version%3A1');
    await user.click(within(old).getByRole('link'));
    expect(readQuery()).toBe('?file=1284/a.txt&version=version:1');
    expect(
      await screen.findByText(/which is not the current one/),
    ).toBeVisible();
    expect(api.requestsOf('getArtifact')).toContainEqual(
      expect.objectContaining({ version: 'version:1' }),
    );
    await user.click(
      screen.getByRole('button', { name: 'Show the current version' }),
    );
    expect(readQuery()).toBe('?file=1284/a.txt');
  });

  it('should lead back to what is current where there are snapshots only', async () => {
    const api = createApi();
    const { artifacts } = api.world.locations;
    const version = 'snapshot:2026-11-20T08:00:00.0000000Z';
    artifacts.versions = { '1284/a.txt': { [version]: 'before' } };
    artifacts.details = {
      '1284/a.txt': {
        versions: [
          {
            version,
            kind: 'snapshot',
            isCurrent: false,
            size: 6,
            lastModified: '2026-11-20T08:00:00.000Z',
            etag: '"1"',
          },
        ],
      },
    };
    const { user } = render(api, '/?file=1284/a.txt&tab=versions');
    const list = await screen.findByRole('list', { name: 'Versions' });
    const [current, snapshot] = within(list).getAllByRole('listitem');
    expect(current).toHaveTextContent('Current · Shown');
    expect(current).toHaveTextContent('5 B');
    expect(snapshot).toHaveTextContent('Snapshot');
    await user.click(within(snapshot).getByRole('link'));
    await waitFor(() =>
      expect(readQuery()).toBe(`?file=1284/a.txt&version=${version}`),
    );
    await user.click(await screen.findByRole('tab', { name: 'Versions' }));
    const link = await screen.findByRole('link', { name: 'Current' });
    await user.click(link);
    await waitFor(() => expect(readQuery()).toBe('?file=1284/a.txt'));
  });

  it('should say what became of a file or version that is gone', async () => {
    const { user } = render(createApi(), '/?file=1284/a.txt&version=version:9');
    expect(
      await screen.findByText('This version is not there any more.'),
    ).toBeVisible();
    await user.click(
      screen.getByRole('button', { name: 'Show the current version' }),
    );
    expect(await screen.findByRole('tab', { name: 'Preview' })).toBeVisible();
  });

  it('should lead back from a file that is gone, and explain a refusal', async () => {
    const api = createApi();
    const { user } = render(api, '/?file=1284/gone.txt');
    expect(
      await screen.findByText('This file is not there any more.'),
    ).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show the folder' }));
    expect(screen.queryByRole('complementary')).not.toBeInTheDocument();

    api.errors.getArtifact = await createResponseError('StorageThrottled', {
      status: 503,
    });
    await user.click(screen.getByRole('link', { name: 'b.txt' }));
    expect(await screen.findByText('Azure Storage is busy.')).toBeVisible();
    api.errors = {};
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('tab', { name: 'Preview' })).toBeVisible();
  });

  it('should be made wider and narrower by keys', async () => {
    const { user } = render(createApi(), '/?file=1284/a.txt');
    const line = await screen.findByRole('separator', {
      name: 'Width of the file panel',
    });
    expect(line).toHaveAttribute('aria-valuenow', '50');
    line.focus();
    await user.keyboard('{ArrowLeft}{ArrowLeft}{ArrowRight}');
    expect(line).toHaveAttribute('aria-valuenow', '52');
    await user.keyboard('{Home}{ArrowLeft}');
    expect(line).toHaveAttribute('aria-valuenow', '75');
    await user.keyboard('{End}');
    expect(line).toHaveAttribute('aria-valuenow', '25');
  });
});
