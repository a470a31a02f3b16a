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

import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  createDemoWorld,
  createResponseError,
  FakeAzureBlobApi,
  FakeIntersectionObserver,
} from '../../__testUtils__';
import { renderTab } from '../../__testUtils__/renderTab';
import { LogsContent } from '../LogsContent';

function renderLog(path: string, others: string[]) {
  const world = createDemoWorld();
  world.access.locations = [
    {
      ...{ id: 'logs', title: 'Logs', content: 'logs' },
      ...{ hasRuns: false, identity: 'onBehalfOf' },
    },
  ];
  const paths = [path, ...others];
  world.locations.logs = {
    blobs: Object.fromEntries(paths.map(name => [name, 'ended\n'])),
  };
  const api = new FakeAzureBlobApi(world);
  renderTab(<LogsContent />, api, { url: `/?path=${path}` });
  return api;
}

async function openDialog() {
  const user = userEvent.setup();
  await user.click(
    await screen.findByRole('button', { name: 'Compare with…' }),
  );
  return { user, dialog: within(await screen.findByRole('dialog')) };
}

describe('ChooseOtherLog', () => {
  it('should choose the log before it once all of them are known', async () => {
    const api = renderLog(
      'deploy-10.log',
      Array.from({ length: 12 }, (_, index) => `deploy-${index + 1}.log`),
    );
    await screen.findByRole('button', { name: 'Compare with…' });
    api.maxLimit = 5;
    const { dialog } = await openDialog();
    const compare = dialog.getByRole('button', { name: 'Compare' });
    // Storage has 10 to 12 in front of 2.
    const seen = await dialog.findByRole('row', { name: 'deploy-1.log' });
    expect(api.requestsOf('listArtifacts').at(-1)).toMatchObject({
      limit: 1000,
    });
    expect(seen).toHaveAttribute('aria-selected', 'false');
    expect(compare).toBeDisabled();
    expect(dialog.getByText('Choose a log.')).toBeVisible();

    await act(async () => FakeIntersectionObserver.reachEnds());
    await dialog.findByRole('row', { name: 'deploy-6.log' });
    expect(compare).toBeDisabled();
    await act(async () => FakeIntersectionObserver.reachEnds());
    expect(
      await dialog.findByRole('row', { name: 'deploy-9.log' }),
    ).toHaveAttribute('aria-selected', 'true');
    expect(compare).toBeEnabled();
    expect(dialog.getByText(/is chosen already/)).toBeVisible();
  });

  it('should lead on from a folder that cannot be listed', async () => {
    const api = renderLog('west/zone.log', ['deploy.log', 'west/old.log']);
    await screen.findByRole('button', { name: 'Compare with…' });
    api.errors.listArtifacts = await createResponseError('StorageUnavailable', {
      status: 503,
    });
    const { user, dialog } = await openDialog();
    const findProblem = () =>
      dialog.findByText(/Azure Storage does not answer/);
    expect(await findProblem()).toBeVisible();
    expect(dialog.queryByRole('grid')).not.toBeInTheDocument();
    expect(dialog.getByRole('button', { name: 'Compare' })).toBeDisabled();
    expect(dialog.getByText('In west/')).toBeVisible();

    await user.click(dialog.getByRole('button', { name: 'Up one folder' }));
    expect(await findProblem()).toBeVisible();
    expect(dialog.queryByText('In west/')).not.toBeInTheDocument();
    api.errors = {};
    await user.click(dialog.getByRole('button', { name: 'Try again' }));
    expect(
      await dialog.findByRole('row', { name: 'deploy.log' }),
    ).toHaveAttribute('aria-selected', 'true');
  });
});
