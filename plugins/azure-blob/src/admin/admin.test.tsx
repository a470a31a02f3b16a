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

import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  createDemoWorld,
  createResponseError,
  createStatus,
  FakeAzureBlobApi,
} from '../__testUtils__';
import { renderTab } from '../__testUtils__/renderTab';
import { AdminContent } from './AdminContent';
import { endOf, parseTarget } from './parseLock';

function createApi(isWell = false) {
  const world = createDemoWorld();
  world.status = createStatus(isWell);
  return new FakeAzureBlobApi(world);
}

describe('admin page', () => {
  it('should show what needs attention first and open, and the rest closed', async () => {
    renderTab(<AdminContent />, createApi());
    expect(await screen.findByText('2 things need attention.')).toBeVisible();
    const rows = screen.getAllByRole('button', { expanded: true });
    expect(rows.map(row => row.textContent)).toEqual([
      expect.stringMatching(/^Location LogsFailed since .*no container "logz"/),
      expect.stringMatching(/^Credential of the API appWarning since/),
    ]);
    expect(
      screen
        .getAllByRole('button', { expanded: false })
        .map(row => row.textContent),
    ).toEqual(
      expect.arrayContaining(['ConsentPassed', 'Account contosobuildsPassed']),
    );
    expect(screen.getByText(/If it is misspelt/)).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Copy the lines for app-config' }),
    ).toBeVisible();
  });

  it('should need no reading where all is well, and refresh', async () => {
    const user = userEvent.setup();
    const api = createApi(true);
    renderTab(<AdminContent />, api);
    expect(await screen.findByText('Everything works.')).toHaveAttribute(
      'role',
      'status',
    );
    expect(screen.queryAllByRole('button', { expanded: true })).toEqual([]);
    expect(await screen.findByText('Nothing is locked.')).toBeVisible();

    api.world.status = createStatus();
    await user.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(await screen.findByText('2 things need attention.')).toBeVisible();
  });

  it('should say who may see it, and what else went wrong', async () => {
    const api = createApi();
    api.errors.getStatus = await createResponseError('PermissionDenied');
    renderTab(<AdminContent />, api);
    expect(
      await screen.findByText(/^Only administrators of this portal/),
    ).toBeVisible();
    expect(screen.getByText(/azureBlob\.admins/)).toBeVisible();
    expect(screen.getByText('Code: PermissionDenied')).toBeVisible();
    expect(api.requestsOf('listLocks')).toEqual([]);
    cleanup();

    const user = userEvent.setup();
    api.errors.getStatus = new TypeError('Failed to fetch');
    renderTab(<AdminContent />, api);
    expect(
      await screen.findByText('The portal cannot be reached.'),
    ).toBeVisible();
    api.errors = {};
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('State of the installation')).toBeVisible();
  });

  it('should lock a user, and end that again', async () => {
    const user = userEvent.setup();
    const api = createApi(true);
    const { toasts } = renderTab(<AdminContent />, api);
    await user.click(
      await screen.findByRole('button', { name: 'Lock access' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Lock now' }));
    expect(dialog.getByText('This is not the name of a user.')).toBeVisible();
    expect(dialog.getByText('Say why.')).toBeVisible();
    expect(api.requestsOf('createLock')).toEqual([]);

    await user.type(dialog.getByRole('textbox', { name: /User/ }), 'mallory');
    await user.type(dialog.getByRole('textbox', { name: /Why/ }), 'Left');
    api.errors.createLock = await createResponseError('CatalogUnavailable');
    await user.click(dialog.getByRole('button', { name: 'Lock now' }));
    expect(
      await dialog.findByText(/The catalog does not answer/),
    ).toBeVisible();
    api.errors = {};
    await user.click(dialog.getByRole('button', { name: 'Lock now' }));

    const locks = within(
      await screen.findByRole('list', { name: 'Locks that hold' }),
    );
    expect(locks.getByRole('listitem')).toHaveTextContent(
      /User user:default\/malloryLeft.*by user:default\/carol · until it is ended/,
    );
    expect(api.requestsOf('createLock').at(-1)).toEqual({
      target: { type: 'user', entityRef: 'user:default/mallory' },
      reason: 'Left',
      expiresAt: undefined,
    });

    await user.click(locks.getByRole('button', { name: /^End now: the lock/ }));
    const confirmation = within(await screen.findByRole('dialog'));
    expect(api.requestsOf('deleteLock')).toEqual([]);
    await user.click(
      confirmation.getByRole('button', { name: 'End the lock' }),
    );
    expect(await screen.findByText('Nothing is locked.')).toBeVisible();
    expect(api.requestsOf('deleteLock')).toEqual([{ id: 'lock-1' }]);
    expect(toasts).toHaveBeenLastCalledWith(
      expect.objectContaining({
        title: 'The lock on user:default/mallory has ended.',
      }),
    );
  });

  it('should read what is to be locked, and for how long', () => {
    expect(parseTarget('user', ' alice ')).toEqual({
      type: 'user',
      entityRef: 'user:default/alice',
    });
    expect(parseTarget('entity', 'api:shop/orders')).toEqual({
      type: 'entity',
      entityRef: 'api:shop/orders',
    });
    expect(parseTarget('location', 'logs')).toEqual({
      type: 'location',
      location: 'logs',
    });
    for (const [type, text] of [
      ['user', 'group:default/payments'],
      ['user', ''],
      ['entity', 'user:default/alice'],
      ['entity', ''],
      ['location', '  '],
    ] as const) {
      expect(parseTarget(type, text)).toBeUndefined();
    }
    expect(endOf('forever')).toBeUndefined();
    expect(endOf('workday', 0)).toBe('1970-01-01T08:00:00.000Z');
  });
});
