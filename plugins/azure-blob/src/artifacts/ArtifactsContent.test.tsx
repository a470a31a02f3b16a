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
import { createDemoWorld, FakeAzureBlobApi } from '../__testUtils__';
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

    expect(await screen.findByText('package.tgz')).toBeVisible();
    expect(screen.getByText('4 items · 1.2 MiB')).toBeVisible();

    await user.click(screen.getByRole('link', { name: 'reports' }));
    await user.click(await screen.findByRole('link', { name: 'unit' }));
    expect(await screen.findByText('junit.xml')).toBeVisible();

    const crumbs = screen.getByRole('navigation', { name: 'Folders' });
    await user.click(within(crumbs).getByRole('link', { name: 'reports' }));
    expect(await screen.findByText('coverage.html')).toBeVisible();
    expect(screen.queryByText('junit.xml')).not.toBeInTheDocument();
  });

  it('should show what a shared link names, and another run when asked', async () => {
    const user = userEvent.setup();
    renderTab(<ArtifactsContent />, createApi(), {
      url: '/?location=artifacts&run=1284&path=1284/reports/unit/',
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
    runs.focus();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(await screen.findByText('build-output.json')).toBeVisible();
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
  });
});
