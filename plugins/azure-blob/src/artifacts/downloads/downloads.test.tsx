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

import {
  act,
  cleanup,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Button } from '@backstage/ui';
import {
  createDemoWorld,
  createResponseError,
  FakeAzureBlobApi,
} from '../../__testUtils__';
import { renderTab } from '../../__testUtils__/renderTab';
import { DownloadsTray } from './DownloadsTray';
import { DownloadItem, useDownloads } from './useDownloads';

const ENTITY = 'component:default/payments-api';
const FILE = { name: 'package.tgz', path: '1284/package.tgz' };

function Tab({ item = FILE }: { item?: DownloadItem }) {
  const downloads = useDownloads(ENTITY, 'artifacts');
  return (
    <>
      <Button
        isPending={downloads.isPending(item.path)}
        onPress={() => downloads.start(item)}
      >
        Get
      </Button>
      <Button onPress={() => downloads.startZip('1284.zip', ['1284/'])}>
        Get all
      </Button>
      <DownloadsTray />
    </>
  );
}

const findFrame = () => document.querySelector('iframe');
const tray = () => screen.findByRole('region', { name: 'Downloads' });

function setUp(item?: DownloadItem) {
  const api = new FakeAzureBlobApi(createDemoWorld());
  return {
    api,
    user: userEvent.setup({ advanceTimers: jest.advanceTimersByTime }),
    start: () => renderTab(<Tab item={item} />, api),
  };
}

const wait = (ms: number) =>
  act(async () => {
    await jest.advanceTimersByTimeAsync(ms);
  });

describe('downloads', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
    document.querySelectorAll('iframe').forEach(frame => frame.remove());
  });

  it('should have the browser download a file, and show how it goes', async () => {
    const { api, user, start } = setUp();
    start();
    let answer = () => {};
    api.delay = new Promise(resolve => {
      answer = resolve;
    });
    const button = await screen.findByRole('button', { name: 'Get' });
    await user.click(button);
    expect(button).toHaveAttribute('data-pending', 'true');
    expect(await tray()).toHaveTextContent('Getting a link…');
    expect(findFrame()).toBeNull();
    api.delay = undefined;
    answer();
    await waitFor(() => expect(findFrame()?.src).toMatch(/package\.tgz$/));
    expect(findFrame()).not.toBeVisible();
    expect(await tray()).toHaveTextContent('Your browser begins…');

    await wait(1000);
    await wait(1000);
    const bar = screen.getByRole('progressbar', { name: 'package.tgz' });
    expect(bar).toHaveAttribute('aria-valuenow', '50');
    expect(await tray()).toHaveTextContent(
      '615.2 KiB of 1.2 MiB · 615.2 KiB/s',
    );
    await wait(1000);
    expect(await tray()).toHaveTextContent('Done, 1.2 MiB.');
    expect(
      screen.getAllByRole('status').map(({ textContent }) => textContent),
    ).toContain('package.tgz: Done, 1.2 MiB.');
    const asked = api.requestsOf('getDownload').length;
    await wait(60_000);
    expect(api.requestsOf('getDownload')).toHaveLength(asked);
    await user.click(screen.getByRole('button', { name: 'Clear finished' }));
    expect(screen.queryByRole('region', { name: 'Downloads' })).toBeNull();
  });

  it('should give no total for some lines of a log, as only the whole has one', async () => {
    const { user, start } = setUp({ ...FILE, lines: { from: 4, to: 39 } });
    start();
    await user.click(await screen.findByRole('button', { name: 'Get' }));
    await waitFor(() => expect(findFrame()).not.toBeNull());
    await wait(1000);
    await wait(1000);
    expect(await tray()).toHaveTextContent('On its way…');
    expect(await tray()).not.toHaveTextContent('1.2 MiB');
    expect(screen.getByRole('progressbar')).not.toHaveAttribute(
      'aria-valuenow',
    );
  });

  it('should ask less often where nothing moves', async () => {
    const { api, user, start } = setUp();
    api.step = 0;
    start();
    await user.click(await screen.findByRole('button', { name: 'Get' }));
    await waitFor(() => expect(findFrame()).not.toBeNull());
    await wait(60_000);
    const asked = api.requestsOf('getDownload').length;
    expect(asked).toBeGreaterThan(5);
    expect(asked).toBeLessThan(12);
  });

  it('should go on when the tab is left and come back', async () => {
    const { api, user, start } = setUp();
    start();
    await user.click(await screen.findByRole('button', { name: 'Get all' }));
    await waitFor(() => expect(findFrame()?.src).toContain('/archive/'));
    expect(await tray()).toHaveTextContent('artifacts.zip');
    cleanup();
    await wait(5000);
    expect(api.requestsOf('getDownload')).toHaveLength(0);
    start();
    expect(await tray()).toHaveTextContent('artifacts.zip');
    await wait(1000);
    expect(api.requestsOf('getDownload')).toHaveLength(1);
  });

  it('should cancel a download, and one whose link is still made', async () => {
    const { api, user, start } = setUp();
    start();
    await user.click(await screen.findByRole('button', { name: 'Get' }));
    await waitFor(() => expect(findFrame()).not.toBeNull());
    await user.click(
      screen.getByRole('button', { name: 'Cancel package.tgz' }),
    );
    expect(await tray()).toHaveTextContent('Canceled.');
    expect(api.requestsOf('cancelDownload')).toHaveLength(1);

    let answer = () => {};
    api.delay = new Promise(resolve => {
      answer = resolve;
    });
    await user.click(screen.getByRole('button', { name: 'Get' }));
    await user.click(
      screen.getByRole('button', { name: 'Cancel package.tgz' }),
    );
    document.querySelector('iframe')?.remove();
    answer();
    await waitFor(() =>
      expect(api.requestsOf('cancelDownload')).toHaveLength(2),
    );
    expect(findFrame()).toBeNull();
  });

  it('C21: should say that bytes were not those that were published', async () => {
    const { api, user, start } = setUp();
    start();
    await user.click(await screen.findByRole('button', { name: 'Get' }));
    await waitFor(() => expect(findFrame()).not.toBeNull());
    const [download] = Object.values(api.world.downloads ?? {});
    Object.assign(download, { state: 'failed', code: 'IntegrityFailed' });
    await wait(1000);
    expect(await tray()).toHaveTextContent(
      'The file does not match its published checksum; the download was stopped. (IntegrityFailed)',
    );
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(api.requestsOf('createDownloadLinks')).toHaveLength(2),
    );
    await wait(3000);
    expect(await tray()).toHaveTextContent('Done, 1.2 MiB.');
  });

  it('C22: should not offer again what malware was found in', async () => {
    const { api, user, start } = setUp();
    api.errors.createDownloadLinks = await createResponseError('MalwareFound');
    start();
    await user.click(await screen.findByRole('button', { name: 'Get' }));
    expect(await screen.findByText(/Malware was found/)).toBeVisible();
    expect(within(await tray()).getAllByRole('button')).toHaveLength(3);
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('should lead on from one more check, and explain a refusal', async () => {
    const { api, user, start } = setUp();
    api.errors.createDownloadLinks = await createResponseError(
      'InteractionRequired',
      { status: 401 },
    );
    const { stepUp } = start();
    await user.click(await screen.findByRole('button', { name: 'Get' }));
    stepUp.answer = async () => {
      api.errors = {};
    };
    await user.click(
      await screen.findByRole('button', { name: 'Continue with Microsoft' }),
    );
    await waitFor(() => expect(findFrame()?.src).toMatch(/package\.tgz$/));

    api.errors.createDownloadLinks = await createResponseError('NoRole');
    await user.click(screen.getByRole('button', { name: 'Get' }));
    await user.click(await screen.findByRole('button', { name: 'Why?' }));
    const dialog = await screen.findByRole('dialog', {
      name: 'package.tgz was not downloaded.',
    });
    expect(within(dialog).getByText('You have no role here.')).toBeVisible();
  });

  it('should find out what came instead of the file', async () => {
    const { api, user, start } = setUp();
    api.isUserBound = false;
    start();
    await user.click(await screen.findByRole('button', { name: 'Get' }));
    await waitFor(() => expect(findFrame()).not.toBeNull());
    api.errors = { getArtifact: await createResponseError('BlobNotFound') };
    fireEvent.load(findFrame() as HTMLIFrameElement);
    await wait(100);
    expect(await tray()).toHaveTextContent(
      'There is nothing under this path. It may have been deleted; start from the list of runs. (BlobNotFound)',
    );
    api.errors = {};
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(findFrame()).not.toBeNull());
    fireEvent.load(findFrame() as HTMLIFrameElement);
    await wait(100);
    expect(await tray()).toHaveTextContent(
      'Something else came than the file.',
    );
  });

  it('should go through the portal where storage wants more than a link', async () => {
    const { api, user, start } = setUp();
    api.isUserBound = true;
    start();
    await user.click(await screen.findByRole('button', { name: 'Get' }));
    await waitFor(() => expect(findFrame()?.src).toContain('/ticket/'));
    expect(
      api.requestsOf<{ mode?: string }>('createDownloadLinks').map(r => r.mode),
    ).toEqual([undefined, 'ticket']);
  });

  it('should leave to the browser what goes straight to storage', async () => {
    const { api, user, start } = setUp({ ...FILE, version: 'version:2' });
    api.world.locations.artifacts.versions = {
      [FILE.path]: { 'version:2': 'before' },
    };
    const create = api.createDownloadLinks.bind(api);
    api.createDownloadLinks = (request, options) =>
      create({ ...request, mode: 'sas' }, options);
    start();
    await user.click(await screen.findByRole('button', { name: 'Get' }));
    await waitFor(() => expect(findFrame()?.src).toContain('/sas/'));
    expect(await tray()).toHaveTextContent(
      'Your browser gets it straight from storage, and shows how it goes.',
    );
    await wait(10_000);
    expect(api.requestsOf('getDownload')).toHaveLength(0);
    expect(api.requestsOf('createDownloadLinks')[0]).toMatchObject({
      version: 'version:2',
    });
  });

  it('should say so where nobody knows how it ended', async () => {
    const { api, user, start } = setUp();
    start();
    await user.click(await screen.findByRole('button', { name: 'Get' }));
    await waitFor(() => expect(findFrame()).not.toBeNull());
    api.world.downloads = {};
    await wait(1000);
    expect(await tray()).toHaveTextContent(
      'How it ended is not known any more.',
    );
  });
});
