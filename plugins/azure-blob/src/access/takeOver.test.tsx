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

import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  createBinding,
  createDemoWorld,
  createResponseError,
  FakeAzureBlobApi,
} from '../__testUtils__';
import { renderTab } from '../__testUtils__/renderTab';
import { ArtifactsContent } from '../artifacts';
import { LogsContent } from '../logs';

const confirmButton = { name: 'Confirm the change' };

async function hold(canConfirm: boolean) {
  const world = createDemoWorld();
  world.bindings = [createBinding('held', canConfirm)];
  const api = new FakeAzureBlobApi(world);
  api.errors.listRuns = await createResponseError('ScopeHeld');
  return api;
}

describe('take-over', () => {
  it('should say who can confirm it, and to others not what changed', async () => {
    renderTab(<ArtifactsContent />, await hold(false));
    expect(
      await screen.findByText(/^Its former owners or an administrator/),
    ).toBeVisible();
    expect(screen.queryByRole('table', { name: 'What changed' })).toBeNull();
    expect(screen.queryByRole('button', confirmButton)).toBeNull();
  });

  it('should say what changed to whoever can confirm it', async () => {
    renderTab(<ArtifactsContent />, await hold(true));
    const changes = await screen.findByRole('table', { name: 'What changed' });
    expect(
      within(changes)
        .getAllByRole('row')
        .map(row => row.textContent),
    ).toEqual([
      'WhatBeforeNow',
      expect.stringMatching(/^Identity in the catalog0d9a5c8e.*7f3e2d1c/),
      'Ownersgroup:default/paymentsgroup:default/search',
      expect.stringMatching(/^Described inurl:/),
    ]);
    expect(
      screen.getByText(/former owners \(group:default\/payments\) or an admin/),
    ).toBeVisible();
  });

  it('should let a former owner confirm it, and go on', async () => {
    const user = userEvent.setup();
    const api = await hold(true);
    const { toasts } = renderTab(<ArtifactsContent />, api);
    const button = await screen.findByRole('button', confirmButton);

    api.errors.confirmBinding = await createResponseError('CatalogUnavailable');
    await user.click(button);
    expect(toasts).toHaveBeenLastCalledWith(
      expect.objectContaining({ title: 'The change was not confirmed.' }),
    );

    api.errors = {};
    await user.click(button);
    expect(await screen.findByRole('grid', { name: 'Runs' })).toBeVisible();
    expect(api.requestsOf('confirmBinding').at(-1)).toEqual({
      entityRef: 'component:default/payments-api',
      location: 'artifacts',
    });
    expect(toasts).toHaveBeenLastCalledWith(
      expect.objectContaining({ title: 'The change is confirmed.' }),
    );
  });

  it('should tell those who can confirm it of one that is not held', async () => {
    const user = userEvent.setup();
    const world = createDemoWorld();
    world.bindings = [createBinding('taken-over', true)];
    const api = new FakeAzureBlobApi(world);
    renderTab(<ArtifactsContent />, api);
    expect(
      await screen.findByText(/Artifacts belonged to another entity before/),
    ).toBeVisible();
    await user.click(screen.getByRole('button', confirmButton));
    expect(await screen.findByRole('grid', { name: 'Runs' })).toBeVisible();
    expect(screen.queryByText(/belonged to another entity/)).toBeNull();
  });

  it('should be quiet to all others, and where it cannot be told', async () => {
    const world = createDemoWorld();
    world.bindings = [createBinding('taken-over', false)];
    renderTab(<ArtifactsContent />, new FakeAzureBlobApi(world));
    await screen.findByRole('grid', { name: 'Runs' });

    const failing = new FakeAzureBlobApi(createDemoWorld());
    failing.errors.getBindings = new TypeError('Failed to fetch');
    renderTab(<LogsContent />, failing);
    await screen.findByRole('grid', { name: 'Logs of this run' });
    expect(screen.queryByText(/belonged to another entity/)).toBeNull();
  });
});
