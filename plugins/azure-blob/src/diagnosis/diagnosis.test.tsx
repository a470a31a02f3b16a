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

import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  createDemoWorld,
  createDiagnosis,
  createResponseError,
  createRoleDiagnosis,
  FakeAzureBlobApi,
} from '../__testUtils__';
import { renderTab } from '../__testUtils__/renderTab';
import { ArtifactsContent } from '../artifacts';
import { LogsContent } from '../logs';
import { describeProblem } from './describeProblem';
import { formatDiagnosis } from './formatDiagnosis';

const why = { name: 'Why?' };

async function refuse(diagnosis = createRoleDiagnosis()) {
  const world = createDemoWorld();
  world.diagnosis = diagnosis;
  const api = new FakeAzureBlobApi(world);
  api.errors.listRuns = await createResponseError('StorageRoleMissing');
  return api;
}

describe('diagnosis', () => {
  it('should say where it stopped, what that means, and what mends it', async () => {
    const user = userEvent.setup();
    const api = await refuse();
    renderTab(<ArtifactsContent />, api);
    const button = await screen.findByRole('button', why);
    expect(button).toHaveAttribute('aria-expanded', 'false');
    expect(api.requestsOf('getDiagnosis')).toEqual([]);
    await user.click(button);

    expect(
      await screen.findByText('Stopped at: Role in Azure Storage'),
    ).toHaveAttribute('role', 'status');
    expect(button).toHaveAttribute('aria-expanded', 'true');
    expect(api.requestsOf('getDiagnosis')).toEqual([
      { entityRef: 'component:default/payments-api', location: 'artifacts' },
    ]);
    const panel = screen.getByRole('region', { name: 'Diagnosis' });
    expect(panel).toHaveTextContent(
      'Administrators of the storage account: Assign the role',
    );
    expect(panel).toHaveTextContent('You: If the role has just been given');
    expect(
      within(screen.getByRole('list', { name: 'What was checked' }))
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'Signed in to the portalPassed',
      'Signed in with MicrosoftPassed',
      'The same person in bothPassed',
      'In the catalogPassed',
      'Allowed by the rules of the portalPassed',
      'Role on payments-apiPassed',
      'Location appliesPassed',
      'Access put on recordPassed',
      'Token exchanged for storagePassed',
      'Role in Azure StorageFailed',
    ]);

    await user.click(button);
    expect(screen.queryByRole('region', { name: 'Diagnosis' })).toBeNull();
  });

  it('should copy the command, and the whole of it', async () => {
    const user = userEvent.setup();
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    const { toasts } = renderTab(<ArtifactsContent />, await refuse());
    await user.click(await screen.findByRole('button', why));
    await user.click(
      await screen.findByRole('button', { name: 'Copy the command' }),
    );
    expect(copied.mock.lastCall?.[0]).toMatch(
      /^az role assignment create \\\n {2}--role "Storage Blob Data Reader"/,
    );
    expect(toasts).toHaveBeenLastCalledWith(
      expect.objectContaining({ title: 'Command copied' }),
    );

    await user.click(screen.getByRole('button', { name: 'Copy details' }));
    expect(copied.mock.lastCall?.[0]).toBe(
      formatDiagnosis(createRoleDiagnosis()),
    );
  });

  it('should check again in place', async () => {
    const user = userEvent.setup();
    const api = await refuse();
    renderTab(<ArtifactsContent />, api);
    await user.click(await screen.findByRole('button', why));
    await screen.findByText('Stopped at: Role in Azure Storage');

    api.world.diagnosis = createDiagnosis();
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    expect(await screen.findByText('Every step works.')).toBeVisible();
    expect(screen.getByText(/1b4e28ba-2fa1/)).toBeVisible();
  });

  it('should tell what was not reached from what was left out', async () => {
    const user = userEvent.setup();
    const diagnosis = createDiagnosis('role', { message: 'You have none.' });
    diagnosis.checks[0].state = 'skipped';
    diagnosis.checks[1].state = 'warning';
    renderTab(<ArtifactsContent />, await refuse(diagnosis));
    await user.click(await screen.findByRole('button', why));
    await screen.findByText('Stopped at: Role on payments-api');
    const list = screen.getByRole('list', { name: 'What was checked' });
    expect(list).toHaveTextContent(/Signed in to the portalSkipped/);
    expect(list).toHaveTextContent(/Signed in with MicrosoftWarning/);
    expect(list).toHaveTextContent(/Location appliesNot reached/);
    cleanup();

    const warned = createDiagnosis();
    warned.checks[1].state = 'warning';
    warned.checks[1].message = 'Nothing is stored below it.';
    renderTab(<ArtifactsContent />, await refuse(warned));
    await user.click(await screen.findByRole('button', why));
    expect(await screen.findByText(/something needs attention/)).toBeVisible();
    expect(screen.getByText('Nothing is stored below it.')).toBeVisible();
  });

  it('should say what it waits for, and why it did not work itself', async () => {
    jest.useFakeTimers();
    try {
      const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
      const api = await refuse();
      api.slow = ['getDiagnosis'];
      renderTab(<ArtifactsContent />, api);
      await user.click(await screen.findByRole('button', why));
      expect(screen.getByText('Taking every step once more…')).toBeVisible();
      await act(() => jest.advanceTimersByTimeAsync(1100));
      expect(screen.getByText(/Waiting for the catalog/)).toHaveAttribute(
        'role',
        'status',
      );
    } finally {
      jest.useRealTimers();
    }
    cleanup();

    const user = userEvent.setup();
    const api = await refuse();
    api.errors.getDiagnosis = new TypeError('Failed to fetch');
    renderTab(<ArtifactsContent />, api);
    await user.click(await screen.findByRole('button', why));
    expect(
      await screen.findByText('The diagnosis itself did not work.'),
    ).toBeVisible();
    expect(screen.getByText(/Check your connection/)).toBeVisible();
    delete api.errors.getDiagnosis;
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    expect(await screen.findByText(/Stopped at/)).toBeVisible();
  });

  it('should be there for what is empty, and for whoever is denied', async () => {
    const user = userEvent.setup();
    const world = createDemoWorld();
    world.diagnosis = createDiagnosis();
    world.locations.artifacts.runs = [];
    world.locations.logs.runs = [];
    const api = new FakeAzureBlobApi(world);
    for (const tab of [<ArtifactsContent key="a" />, <LogsContent key="l" />]) {
      renderTab(tab, api);
      await user.click(await screen.findByRole('button', why));
      expect(await screen.findByText('Every step works.')).toBeVisible();
      cleanup();
    }

    for (const tab of [<ArtifactsContent key="a" />, <LogsContent key="l" />]) {
      renderTab(tab, api, { url: '/?run=404' });
      await user.click(await screen.findByRole('button', why));
      expect(await screen.findByText('Every step works.')).toBeVisible();
      cleanup();
    }

    world.access.allowed = false;
    world.access.locations = [];
    renderTab(<ArtifactsContent />, api);
    await user.click(await screen.findByRole('button', why));
    expect(await screen.findByText('Every step works.')).toBeVisible();
    expect(api.requestsOf('getDiagnosis').at(-1)).toEqual({
      entityRef: 'component:default/payments-api',
      location: undefined,
    });
  });

  it('should write a diagnosis down', () => {
    const diagnosis = createDiagnosis('exchange', {
      code: 'TokenExchangeUnavailable',
      reason: 'ConsentMissing',
      message: 'Nobody consented.',
      fixes: [
        { who: 'tenant-admins', text: 'Consent.', command: 'az one \\\n  two' },
        { who: 'portal-admins', text: 'Or.', config: 'azureBlob:\n  a: 1' },
      ],
    });
    expect(formatDiagnosis(diagnosis)).toMatch(
      `
[failed] Token exchanged for storage (exchange: TokenExchangeUnavailable, ConsentMissing)
    Nobody consented.
    tenant-admins: Consent.
    az one \\
      two
    portal-admins: Or.
    azureBlob:
      a: 1
[skipped] Role in Azure Storage (storage)`,
    );
  });

  it.each([
    ['Bearer', undefined],
    ['Bearer error="insufficient_claims", claims="bm8ganNvbg=="', undefined],
    ['Bearer error="insufficient_claims", claims="e30="', undefined],
    ['Bearer claims="***"', undefined],
    [
      `Bearer claims="${btoa('{"a":{"b":"\u00c3\u00bc"}}')}"`,
      '{"a":{"b":"ü"}}',
    ],
    ['Bearer claims="eyJhIjoiPz8_In0"', '{"a":"???"}'],
  ])('should read the claims of %s', async (header, claims) => {
    const error = await createResponseError('InteractionRequired', {
      status: 401,
      headers: { 'www-authenticate': header },
    });
    expect(describeProblem(error).claims).toBe(claims);
  });
});
