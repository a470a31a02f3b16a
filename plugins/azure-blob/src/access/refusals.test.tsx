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

import { act, cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  createDemoWorld,
  createResponseError,
  FakeAzureBlobApi,
} from '../__testUtils__';
import { renderTab } from '../__testUtils__/renderTab';
import { ArtifactsContent } from '../artifacts';
import { LogsContent } from '../logs';

describe('refusals', () => {
  it('should tell whom a lock stops the reason, wherever it shows', async () => {
    const message =
      'Your access has been stopped by an administrator: Left the company';
    const world = createDemoWorld();
    Object.assign(world.access, {
      allowed: false,
      locations: [],
      denial: { code: 'Locked', message },
    });
    renderTab(<ArtifactsContent />, new FakeAzureBlobApi(world));
    expect(
      await screen.findByText(new RegExp(`${message}.*can end the lock`)),
    ).toBeVisible();
    expect(screen.getByText('This is locked.')).toBeVisible();
    cleanup();

    const refused = new FakeAzureBlobApi(createDemoWorld());
    refused.errors.listRuns = await createResponseError('Locked', { message });
    renderTab(<ArtifactsContent />, refused);
    expect(await screen.findByText(new RegExp(message))).toBeVisible();
  });

  it.each([
    ['BlockedByPolicy', 'InteractionRequired', /^A policy of your/],
    ['UserIdMissing', 'IdentityMismatch', /^Nothing tells the portal/],
    ['ContainerMissing', 'BlobNotFound', /^There is no storage/],
    ['UserDisabled', 'AssertionInvalid', /account is disabled/],
  ] as const)(
    'should have words of its own for %s',
    async (reason, code, words) => {
      const api = new FakeAzureBlobApi(createDemoWorld());
      api.errors.listRuns = await createResponseError(code, { reason });
      renderTab(<ArtifactsContent />, api);
      expect(await screen.findByText(words)).toBeVisible();
      expect(screen.getByText(`Code: ${code}`)).toBeVisible();
      expect(screen.queryByRole('button', { name: 'Sign out' })).toBeNull();
    },
  );

  it('should count down to the next try', async () => {
    jest.useFakeTimers();
    try {
      const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
      const api = new FakeAzureBlobApi(createDemoWorld());
      api.errors.listRuns = await createResponseError('RateLimited', {
        status: 429,
        headers: { 'retry-after': '3' },
      });
      renderTab(<ArtifactsContent />, api);
      expect(
        await screen.findByRole('button', { name: 'Try again in 3 s' }),
      ).toBeDisabled();
      await act(() => jest.advanceTimersByTimeAsync(1100));
      expect(
        screen.getByRole('button', { name: 'Try again in 2 s' }),
      ).toBeDisabled();
      await act(() => jest.advanceTimersByTimeAsync(2100));
      expect(screen.getByText('You can go on now.')).toHaveAttribute(
        'role',
        'status',
      );

      api.errors = {};
      await user.click(screen.getByRole('button', { name: 'Try again' }));
      expect(await screen.findByRole('grid', { name: 'Runs' })).toBeVisible();
    } finally {
      jest.useRealTimers();
    }
  });

  it('should say whose storage is read as the app of the portal', async () => {
    const world = createDemoWorld();
    world.access.locations[0].identity = 'application';
    renderTab(<ArtifactsContent />, new FakeAzureBlobApi(world));
    expect(await screen.findByText(/Read as the app of this/)).toBeVisible();
    cleanup();

    renderTab(<LogsContent />, new FakeAzureBlobApi(world));
    await screen.findByRole('grid', { name: 'Logs of this run' });
    expect(screen.queryByText(/Read as the app of this/)).toBeNull();
  });
});
