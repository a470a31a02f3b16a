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

import {
  AzureBlobAttestation,
  AzureBlobProvenance,
} from 'backstage-plugin-azure-blob-common';
import {
  createResponseError,
  FakeAzureBlobApi,
  FakeLocation,
  FakeWorld,
} from '../src/__testUtils__';

const SHA256 = '3f9a'.repeat(16);

const attestation: AzureBlobAttestation = {
  path: '1284/verified.tgz.sigstore.json',
  state: 'verified',
  predicateType: 'https://slsa.dev/provenance/v1',
  issuer: 'https://token.actions.githubusercontent.com',
  signer:
    'https://github.com/contoso/payments-api/.github/workflows/ci.yml@refs/heads/main',
  repository: 'https://github.com/contoso/payments-api',
  commit: '9f3c1ab77ab02e1d0f6c4b5a39f3c1ab77ab02e1',
  ref: 'refs/heads/main',
  signedAt: '2026-11-21T20:00:00.000Z',
};

/** A file for each state of provenance, named by it. */
export function addProvenance(location: FakeLocation): void {
  const failed = {
    ...attestation,
    path: '1284/failed.tgz.sigstore.json',
    state: 'failed' as const,
    problem: 'It names another file than this one.',
  };
  const states: AzureBlobProvenance[] = [
    {
      state: 'verified',
      sha256: SHA256,
      attestations: [attestation, failed],
    },
    { state: 'failed', sha256: SHA256, attestations: [failed] },
    { state: 'none', attestations: [] },
    { state: 'tooLarge', attestations: [] },
  ];
  location.provenance = {};
  for (const provenance of states) {
    const path = `1284/${provenance.state}.tgz`;
    location.blobs[path] = 'not really a tarball';
    location.provenance[path] = provenance;
  }
}

/** Another name leads here. */
export function addFormerName(world: FakeWorld): void {
  world.link = {
    entityRef: 'component:default/payments-api',
    movedFrom: world.access.entityRef,
  };
}

/** Whoever is denied is not told where a link leads. */
export async function refuseLinks(api: FakeAzureBlobApi): Promise<void> {
  const { allowed, denial } = api.world.access;
  if (!allowed) {
    api.errors.resolveLink = await createResponseError(denial?.code);
  }
}
