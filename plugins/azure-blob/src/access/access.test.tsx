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
  createDemoWorld,
  createResponseError,
  FakeAzureBlobApi,
  FakeWorld,
} from '../__testUtils__';
import { renderTab } from '../__testUtils__/renderTab';
import { ArtifactsContent } from '../artifacts';
import { errorMessages } from '../translation/errorMessages';
import { API_ERROR_CODES } from '../diagnosis';

function deny(change: (access: FakeWorld['access']) => void) {
  const world = createDemoWorld();
  Object.assign(world.access, {
    user: { entityRef: 'user:default/bob', groups: ['group:default/search'] },
    allowed: false,
    role: undefined,
    locations: [],
    denial: { code: 'NoRole', message: '' },
  });
  change(world.access);
  return new FakeAzureBlobApi(world);
}

describe('access', () => {
  it('should tell bob whose component it is, who he is, and where he stopped', async () => {
    const api = deny(() => {});
    renderTab(<ArtifactsContent />, api);

    expect(
      await screen.findByText('This component belongs to payments.'),
    ).toBeVisible();
    expect(
      screen.getByText(/You are signed in as Bob \(search\)\./),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'payments' })).toHaveAttribute(
      'href',
      '/catalog/default/group/payments',
    );
    const steps = within(
      screen.getByRole('list', { name: 'What was checked' }),
    ).getAllByRole('listitem');
    expect(steps.map(step => step.textContent)).toEqual([
      'Signed in to the portalPassed',
      'Allowed by the rules of the portalPassed',
      'Role on payments-apiFailedNone: you are not in payments.',
      'Signed in with MicrosoftNot reached',
      'Your token exchanged for storageNot reached',
      'Role in Azure StorageNot reached',
    ]);
    expect(screen.getByText('Code: NoRole')).toBeVisible();
    expect(api.calls.map(([method]) => method)).toEqual([
      'getAccess',
      'getBindings',
    ]);
  });

  it('should send a guest to the sign-in page', async () => {
    const user = userEvent.setup();
    const api = deny(access => {
      access.user = { entityRef: 'user:development/guest', groups: [] };
    });
    const { signOut } = renderTab(<ArtifactsContent />, api);
    expect(
      await screen.findByText(/You are signed in as a guest/),
    ).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Sign out' }));
    expect(signOut).toHaveBeenCalled();
  });

  it('should say that nobody owns it, and that the policy refuses', async () => {
    const nobody = deny(access => {
      access.owners = [];
      access.denial = { code: 'NoOwner', message: '' };
    });
    renderTab(<ArtifactsContent />, nobody);
    expect(
      await screen.findByText('This component belongs to nobody.'),
    ).toBeVisible();

    const refused = deny(access => {
      access.denial = { code: 'PermissionDenied', message: '' };
    });
    renderTab(<ArtifactsContent />, refused);
    expect(
      await screen.findByText(/rules of this portal do not let you see/),
    ).toBeVisible();
  });

  it('should sign in with Microsoft from a click, and go on in place', async () => {
    const user = userEvent.setup();
    const api = new FakeAzureBlobApi(createDemoWorld());
    api.isSignedIn = false;
    const { getAccessToken } = renderTab(<ArtifactsContent />, api, {
      url: '/?location=artifacts&run=1284&path=1284/reports/unit/',
    });
    const [title] = await screen.findAllByText(
      'Sign in with Microsoft to see the artifacts',
    );
    expect(title).toBeVisible();
    expect(getAccessToken).not.toHaveBeenCalled();

    getAccessToken.mockImplementation(async () => {
      api.isSignedIn = true;
      return 'token';
    });
    await user.click(
      screen.getAllByRole('button', { name: 'Sign in with Microsoft' })[0],
    );
    expect(getAccessToken).toHaveBeenCalledWith(
      'api://api-app/access_as_user',
      { instantPopup: true },
    );
    expect(await screen.findByRole('grid', { name: 'Runs' })).toBeVisible();
    expect(await screen.findByText('junit.xml')).toBeVisible();
  });

  it.each([
    ['PopupRejectedError', 'Failed to open auth popup.', /Allow popups/],
    ['PopupClosedError', 'Login failed, popup was closed', /was closed before/],
    ['Error', 'AADSTS50105', /did not sign you in: AADSTS50105/],
  ])('should explain a %s', async (name, message, sentence) => {
    const user = userEvent.setup();
    const api = new FakeAzureBlobApi(createDemoWorld());
    api.isSignedIn = false;
    const { getAccessToken } = renderTab(<ArtifactsContent />, api);
    getAccessToken.mockRejectedValue(
      Object.assign(new Error(message), { name }),
    );
    await user.click(
      await screen.findByRole('button', { name: 'Sign in with Microsoft' }),
    );
    expect(await screen.findByText(sentence)).toBeVisible();
  });

  it('should say that signing in has not been set up', async () => {
    const user = userEvent.setup();
    const api = new FakeAzureBlobApi(createDemoWorld());
    api.isSignedIn = false;
    renderTab(<ArtifactsContent />, api, { config: {} });
    await user.click(
      await screen.findByRole('button', { name: 'Sign in with Microsoft' }),
    );
    expect(
      await screen.findByText(/azureBlob.clientId is missing/),
    ).toBeVisible();
  });

  it('should name the Azure role and scope that are missing', async () => {
    const api = new FakeAzureBlobApi(createDemoWorld());
    api.errors.listRuns = await createResponseError('StorageRoleMissing', {
      missingRole: 'Storage Blob Data Reader',
      missingScope: 'contosobuilds/artifacts',
    });
    renderTab(<ArtifactsContent />, api);
    expect(
      await screen.findByText(
        'Azure has not given you Storage Blob Data Reader on contosobuilds/artifacts.',
      ),
    ).toBeVisible();
    expect(screen.getByText(/New roles take up to 10 minutes/)).toBeVisible();
    const steps = screen.getByRole('list', { name: 'What was checked' });
    expect(steps).toHaveTextContent('Role in Azure StorageFailed');
    expect(steps).toHaveTextContent('Your token exchanged for storagePassed');
  });

  it('should have a sentence and a way out for every code', async () => {
    const shown = API_ERROR_CODES.filter(code => code !== 'StorageRoleMissing');
    expect(Object.keys(errorMessages).sort()).toEqual(
      [...shown, 'NetworkDown', 'PortalSessionEnded', 'Unexpected'].sort(),
    );
    const titles = Object.values(errorMessages).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it.each([
    ['InteractionRequired', 401, 'Continue with Microsoft'],
    ['TokenExpired', 401, 'Sign in with Microsoft'],
    ['GuestNotAllowed', 403, 'Sign out'],
    ['LinkNotFound', 404, 'Try again'],
    ['IdentityMismatch', 403, 'Sign out'],
    ['TokenExchangeUnavailable', 503, 'Try again'],
    ['AuditUnavailable', 503, 'Try again'],
    ['StorageForbidden', 403, 'Try again'],
  ] as const)(
    'should offer the way out of %s',
    async (code, status, button) => {
      const api = new FakeAzureBlobApi(createDemoWorld());
      api.errors.listRuns = await createResponseError(code, { status });
      renderTab(<ArtifactsContent />, api);
      expect(await screen.findByText(errorMessages[code].title)).toBeVisible();
      expect(screen.getByText(`Code: ${code}`)).toBeVisible();
      expect(screen.getByRole('button', { name: button })).toBeVisible();
    },
  );

  it('should copy the details of an error, and come back when it is over', async () => {
    const user = userEvent.setup();
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    const api = new FakeAzureBlobApi(createDemoWorld());
    api.errors.getAccess = await createResponseError('CatalogUnavailable', {
      status: 503,
      headers: { 'x-request-id': 'request-1' },
      storageRequestId: 'storage-1',
      retryAfterSeconds: 7,
    });
    renderTab(<ArtifactsContent />, api);
    await user.click(
      await screen.findByRole('button', { name: 'Copy details' }),
    );
    expect(copied).toHaveBeenCalledTimes(1);
    expect(copied.mock.calls[0][0]).toMatch(
      /^code: CatalogUnavailable\ntime: \d{4}-.*Z\nstatus: 503\nrequest id: request-1\nstorage request id: storage-1$/,
    );
    expect(screen.getByText(/Wait 7 seconds before that/)).toBeVisible();

    api.errors = {};
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('grid', { name: 'Runs' })).toBeVisible();
  });

  it('should tell a lost network from an ended session', async () => {
    const api = new FakeAzureBlobApi(createDemoWorld());
    api.errors.getAccess = new TypeError('Failed to fetch');
    renderTab(<ArtifactsContent />, api);
    expect(
      await screen.findByText('The portal cannot be reached.'),
    ).toBeVisible();

    const other = new FakeAzureBlobApi(createDemoWorld());
    other.errors.getAccess = await createResponseError(undefined, {
      status: 401,
    });
    renderTab(<ArtifactsContent />, other);
    expect(
      await screen.findByText('Your session in this portal has ended.'),
    ).toBeVisible();
  });
});
