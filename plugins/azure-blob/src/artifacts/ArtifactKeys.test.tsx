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

const RUNS = 'Filter the runs by text';
const FOLDER = 'Filter by name';
const field = (name: string) => screen.getByRole('searchbox', { name });
const hints = () =>
  [RUNS, FOLDER].map(name =>
    field(name).getAttribute('placeholder')?.includes('/'),
  );

async function open(world = createDemoWorld()) {
  const user = userEvent.setup();
  renderTab(<ArtifactsContent />, new FakeAzureBlobApi(world));
  const folder = await screen.findByRole('grid', { name: 'Files and folders' });
  return { user, folder };
}

describe('ArtifactKeys', () => {
  it('should lead by a slash to the filter of what was used last, and promise no other', async () => {
    const { user, folder } = await open();
    expect(hints()).toEqual([true, false]);
    await user.keyboard('/');
    expect(field(RUNS)).toHaveFocus();

    await user.click(folder);
    expect(hints()).toEqual([false, true]);
    await user.keyboard('/');
    expect(field(FOLDER)).toHaveFocus();
    await user.keyboard('/?');
    expect(field(FOLDER)).toHaveValue('/?');

    await user.clear(field(FOLDER));
    await user.click(screen.getByRole('grid', { name: 'Runs' }));
    expect(hints()).toEqual([true, false]);
    await user.keyboard('/');
    expect(field(RUNS)).toHaveFocus();
  });

  it('should lead by a slash into the folder where there are no runs', async () => {
    const world = createDemoWorld();
    for (const location of world.access.locations) {
      location.hasRuns = false;
    }
    const { user } = await open(world);
    await user.keyboard('/');
    expect(field(FOLDER)).toHaveFocus();
  });

  it('should show the keys by a question mark, and by a button', async () => {
    const { user } = await open();
    await user.keyboard('?');
    const dialog = await screen.findByRole('dialog', {
      name: 'Keys of this tab',
    });
    expect(within(dialog).getByText('Up one folder')).toBeVisible();
    expect(within(dialog).getByText('Backspace')).toBeVisible();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

    await user.click(
      screen.getByRole('button', { name: 'Keyboard shortcuts' }),
    );
    expect(await screen.findByRole('dialog')).toBeVisible();
  });
});
