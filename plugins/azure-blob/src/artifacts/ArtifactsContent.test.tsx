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

import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  createDemoWorld,
  createResponseError,
  FakeAzureBlobApi,
} from '../__testUtils__';
import { renderTab } from '../__testUtils__/renderTab';
import { ArtifactsContent } from './ArtifactsContent';

function createApi() {
  return new FakeAzureBlobApi(createDemoWorld());
}

const findFrame = () => document.querySelector('iframe');

describe('ArtifactsContent', () => {
  afterEach(() => {
    document.querySelectorAll('iframe').forEach(frame => frame.remove());
  });

  it('should lead from the newest run through folders to a file', async () => {
    const user = userEvent.setup();
    renderTab(<ArtifactsContent />, createApi());

    const runs = await screen.findByRole('grid', { name: 'Runs' });
    const newest = within(runs).getByRole('row', { name: /#1284/ });
    expect(newest).toHaveAttribute('aria-selected', 'true');
    expect(newest).toHaveTextContent('Succeeded');
    expect(newest).toHaveTextContent('9f3c1ab');
    expect(within(runs).getByRole('row', { name: /#1283/ })).toHaveTextContent(
      'Failed',
    );

    const table = await screen.findByRole('group', {
      name: 'Files and folders',
    });
    expect(await within(table).findByText('package.tgz')).toBeVisible();
    expect(within(table).getByText('1.2 MiB')).toBeVisible();
    expect(screen.getByText('3 items · 1.2 MiB')).toBeVisible();

    await user.click(screen.getByRole('link', { name: 'reports' }));
    await user.click(await screen.findByRole('link', { name: 'unit' }));
    expect(await screen.findByText('junit.xml')).toBeVisible();

    const crumbs = screen.getByRole('navigation', { name: 'Folders' });
    expect(within(crumbs).getByText('unit')).toHaveAttribute(
      'aria-current',
      'page',
    );
    await user.click(within(crumbs).getByRole('link', { name: 'reports' }));
    expect(await screen.findByText('coverage.html')).toBeVisible();
    expect(screen.queryByText('junit.xml')).not.toBeInTheDocument();
  });

  it('should show what a shared link names, and another run when asked', async () => {
    const user = userEvent.setup();
    renderTab(<ArtifactsContent />, createApi(), {
      url: '/?location=artifacts&run=1284&path=reports/unit/',
    });
    expect(await screen.findByText('junit.xml')).toBeVisible();

    const runs = screen.getByRole('grid', { name: 'Runs' });
    await user.click(await within(runs).findByRole('row', { name: /#1283/ }));
    expect(await screen.findByText('build-output.json')).toBeVisible();
    expect(screen.queryByText('junit.xml')).not.toBeInTheDocument();
  });

  it('should choose a run with the keyboard', async () => {
    const user = userEvent.setup();
    renderTab(<ArtifactsContent />, createApi());
    const runs = await screen.findByRole('grid', { name: 'Runs' });
    within(runs).getByRole('row', { name: /#1284/ }).focus();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(await screen.findByText('build-output.json')).toBeVisible();
  });

  it('should have the browser download a file by a link of its own', async () => {
    const user = userEvent.setup();
    const api = createApi();
    const { toasts } = renderTab(<ArtifactsContent />, api);
    const button = await screen.findByRole('button', {
      name: 'Download SHA256SUMS.txt',
    });
    let answer = () => {};
    api.delay = new Promise(resolve => {
      answer = resolve;
    });
    await user.click(button);
    await waitFor(() => expect(button).toHaveAttribute('data-pending', 'true'));
    expect(findFrame()).toBeNull();
    answer();
    await waitFor(() =>
      expect(findFrame()?.src).toMatch(/^http:.*SHA256SUMS\.txt$/),
    );
    expect(findFrame()).not.toBeVisible();
    expect(api.requestsOf('createDownloadLinks')).toHaveLength(1);
    expect(toasts).toHaveBeenCalledWith(
      expect.objectContaining({
        status: 'success',
        title: 'Your browser downloads SHA256SUMS.txt.',
      }),
    );
    await waitFor(() => expect(button).not.toHaveAttribute('data-pending'));
  });

  it('should go through the portal where storage wants more than a link', async () => {
    const user = userEvent.setup();
    const api = createApi();
    api.isUserBound = true;
    renderTab(<ArtifactsContent />, api);
    await user.click(
      await screen.findByRole('button', { name: 'Download package.tgz' }),
    );
    await waitFor(() =>
      expect(findFrame()?.src).toMatch(/\/ticket\/.*package\.tgz$/),
    );
    expect(
      api.requestsOf<{ mode?: string }>('createDownloadLinks').map(r => r.mode),
    ).toEqual([undefined, 'ticket']);
  });

  it('should say why a download failed', async () => {
    const user = userEvent.setup();
    const api = createApi();
    api.errors.createDownloadLinks = await createResponseError(
      'StorageThrottled',
      { status: 503 },
    );
    const { toasts } = renderTab(<ArtifactsContent />, api);
    const button = await screen.findByRole('button', {
      name: 'Download package.tgz',
    });
    await user.click(button);
    const expectToast = (description: string) =>
      waitFor(() =>
        expect(toasts).toHaveBeenLastCalledWith(
          expect.objectContaining({
            status: 'danger',
            title: 'package.tgz was not downloaded.',
            description: expect.stringContaining(description),
          }),
        ),
      );
    await expectToast('(StorageThrottled)');
    expect(button).toBeEnabled();

    // The link was made, but leads to an error by now.
    api.errors = {
      getArtifact: await createResponseError('StorageUnavailable'),
    };
    await user.click(button);
    await waitFor(() => expect(findFrame()).not.toBeNull());
    fireEvent.load(findFrame() as HTMLIFrameElement);
    await expectToast('(StorageUnavailable)');
    api.errors = {};
    await user.click(button);
    await waitFor(() => expect(findFrame()).not.toBeNull());
    fireEvent.load(findFrame() as HTMLIFrameElement);
    await expectToast('Something else came than the file.');
  });

  it('should lead on from a download that is refused', async () => {
    const user = userEvent.setup();
    const api = createApi();
    api.errors.createDownloadLinks = await createResponseError(
      'InteractionRequired',
      { status: 401 },
    );
    const { stepUp, toasts } = renderTab(<ArtifactsContent />, api);
    await user.click(
      await screen.findByRole('button', { name: 'Download package.tgz' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'package.tgz was not downloaded.',
    });
    expect(
      within(dialog).getByText('Your organisation asks for one more check.'),
    ).toBeVisible();
    stepUp.answer = async () => {
      api.errors = {};
    };
    await user.click(
      within(dialog).getByRole('button', { name: 'Continue with Microsoft' }),
    );
    await waitFor(() => expect(findFrame()?.src).toMatch(/package\.tgz$/));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(toasts).toHaveBeenCalledTimes(1);
  });

  it('should load more of a long folder and of many runs', async () => {
    const user = userEvent.setup();
    const api = createApi();
    api.maxLimit = 2;
    renderTab(<ArtifactsContent />, api);

    expect(await screen.findByText(/^2 items and more/)).toBeVisible();
    await user.click(screen.getByText('Load more'));
    expect(await screen.findByText('SHA256SUMS.txt')).toBeVisible();
    expect(screen.getByText(/^3 items/)).toBeVisible();
    expect(screen.getByText('reports')).toBeVisible();
    expect(screen.queryByText('Load more')).not.toBeInTheDocument();

    expect(screen.queryByText('#1282')).not.toBeInTheDocument();
    await user.click(screen.getByText('Load more runs'));
    expect(await screen.findByText('#1282')).toBeVisible();

    api.errors.listRuns = await createResponseError('StorageUnavailable');
    await user.click(screen.getByText('Load more runs'));
    expect(await screen.findByText(/\(StorageUnavailable\)/)).toBeVisible();
    expect(screen.getByText('#1282')).toBeVisible();
    api.errors = {};
    await user.click(screen.getByText('Load more runs'));
    expect(await screen.findByText('nightly-2026-11-20')).toBeVisible();
    expect(screen.queryByText('Load more runs')).not.toBeInTheDocument();
  });

  it('should choose between locations, and refuse one that is not there', async () => {
    const user = userEvent.setup();
    const world = createDemoWorld();
    world.access.locations.push({
      id: 'images',
      title: 'Images',
      content: 'artifacts',
      hasRuns: false,
      identity: 'onBehalfOf',
    });
    world.locations.images = { blobs: { 'api.tar': 'layers' } };
    renderTab(<ArtifactsContent />, new FakeAzureBlobApi(world), {
      url: '/?location=elsewhere',
    });
    expect(
      await screen.findByText('This location is not one of this component.'),
    ).toBeVisible();
    await user.click(
      screen.getByRole('button', { name: 'Show what there is' }),
    );
    expect(await screen.findByRole('grid', { name: 'Runs' })).toBeVisible();

    await user.click(screen.getByRole('button', { name: /Location/ }));
    await user.click(await screen.findByRole('option', { name: 'Images' }));
    expect(await screen.findByText('api.tar')).toBeVisible();
    expect(
      screen.queryByRole('grid', { name: 'Runs' }),
    ).not.toBeInTheDocument();
  });

  it('should say why there is no location of this kind', async () => {
    const user = userEvent.setup();
    const world = createDemoWorld();
    world.access.locations = world.access.locations.filter(
      ({ content }) => content === 'logs',
    );
    const api = new FakeAzureBlobApi(world);
    renderTab(<ArtifactsContent />, api, { url: '/?location=artifacts' });
    await user.click(await screen.findByRole('button', { name: 'Why?' }));
    expect(api.requestsOf('getDiagnosis').at(-1)).toEqual(
      expect.objectContaining({ location: 'artifacts' }),
    );
    await user.click(
      screen.getByRole('button', { name: 'Show what there is' }),
    );
    expect(
      await screen.findByText(/annotation azure-blob\/locations chooses/),
    ).toBeVisible();
  });

  it('should tell how to publish where nothing has been published', async () => {
    const world = createDemoWorld();
    world.locations.artifacts.runs = [];
    renderTab(<ArtifactsContent />, new FakeAzureBlobApi(world));
    expect(await screen.findByText('No artifacts yet')).toBeVisible();
    expect(
      screen.getByText(/component\/default\/payments-api\/\$RUN_NUMBER/),
    ).toBeVisible();
  });
});
