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
  AzureBlobAttestation,
  AzureBlobProvenance,
} from 'backstage-plugin-azure-blob-common';
import {
  createDemoWorld,
  createResponseError,
  describeBlob,
  FakeAzureBlobApi,
} from '../__testUtils__';
import { renderTab } from '../__testUtils__/renderTab';
import { Provenance } from './Provenance';

const PATH = '1284/package.tgz';
/** What would run if it became a link. */
const SCRIPT = ['javascript', 'alert(1)'].join(':');
const SHA256 = '3f9a'.repeat(16);

const attestation: AzureBlobAttestation = {
  path: `${PATH}.sigstore.json`,
  state: 'verified',
  predicateType: 'https://slsa.dev/provenance/v1',
  issuer: 'https://token.actions.githubusercontent.com',
  signer: 'https://github.com/contoso/payments-api/.github/workflows/ci.yml',
  repository: 'https://github.com/contoso/payments-api',
  commit: '9f3c1ab77ab02e1d0f6c4b5a39f3c1ab77ab02e1',
  ref: 'refs/heads/main',
  signedAt: '2026-11-21T20:00:00.000Z',
};

function show(provenance?: AzureBlobProvenance, error?: unknown) {
  const world = createDemoWorld();
  world.locations.artifacts.provenance = provenance && { [PATH]: provenance };
  const api = new FakeAzureBlobApi(world);
  api.errors.getProvenance = error;
  renderTab(
    <Provenance
      entityRef="component:default/payments-api"
      location="artifacts"
      details={describeBlob(PATH, 'bytes')}
    />,
    api,
  );
  return api;
}

describe('Provenance', () => {
  it('should say who vouches for a file, with links to https only', async () => {
    const api = show({
      state: 'verified',
      sha256: SHA256,
      attestations: [
        {
          ...attestation,
          issuer: SCRIPT,
          signer: 'http://github.com/contoso',
          predicateType: 'https://',
        },
      ],
    });
    expect(await screen.findByText('Verified')).toBeVisible();
    expect(screen.getByText(SHA256)).toBeVisible();
    expect(screen.getByText('Holds')).toBeVisible();
    expect(screen.getByText(attestation.commit as string)).toBeVisible();
    expect(screen.getByText('refs/heads/main')).toBeVisible();
    expect(screen.getByText(SCRIPT)).toBeVisible();
    expect(screen.getAllByRole('link')).toHaveLength(1);
    const link = screen.getByRole('link', { name: attestation.repository });
    expect(link).toHaveAttribute('href', attestation.repository);
    expect(link).toHaveAttribute('rel', 'noopener noreferrer');
    expect(api.requestsOf('getProvenance')).toEqual([
      {
        entityRef: 'component:default/payments-api',
        location: 'artifacts',
        path: PATH,
        version: undefined,
      },
    ]);
  });

  it('C21: should say that a file is not what was attested, and believe nothing of it', async () => {
    const problem = 'It names another file.';
    show({
      state: 'failed',
      sha256: SHA256,
      attestations: [{ ...attestation, state: 'failed', problem }],
    });
    const alert = await screen.findByRole('alert');
    expect(within(alert).getByText('Not verified')).toBeVisible();
    expect(alert).toHaveTextContent('Do not rely on this file.');
    expect(screen.getByText('Does not hold')).toBeVisible();
    expect(screen.getByText(problem)).toBeVisible();
    expect(screen.getByText(attestation.path)).toBeVisible();
    expect(screen.queryByText(/github/)).not.toBeInTheDocument();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });

  it.each([
    ['none', 'No attestation', /actions\/attest-build-provenance/],
    ['tooLarge', 'Too large to verify here', /gh attestation verify/],
  ] as const)('should say what to do where there is %s', async (...row) => {
    const [state, title, advice] = row;
    show({ state, attestations: [] });
    expect(await screen.findByText(title)).toBeVisible();
    expect(screen.getByText(advice)).toBeVisible();
  });

  it('should verify again after an error', async () => {
    const user = userEvent.setup();
    const error = await createResponseError('StorageThrottled');
    const api = show({ state: 'verified', attestations: [attestation] }, error);
    expect(await screen.findByText(/StorageThrottled/)).toBeVisible();
    api.errors = {};
    await user.click(screen.getByRole('button', { name: 'Verify again' }));
    expect(await screen.findByText('Verified')).toBeVisible();
  });
});
