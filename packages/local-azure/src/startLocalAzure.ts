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

import { join } from 'node:path';
import { loadCertificates } from './certificates';
import { EntraEmulator } from './entra/EntraEmulator';
import { SigningKeys } from './entra/SigningKeys';
import { seedSampleData } from './sample/seedSampleData';
import { AzuriteProcess } from './storage/AzuriteProcess';
import { StorageEmulator } from './storage/StorageEmulator';
import { LocalAzure, LocalAzureOptions } from './types';
import { world } from './world';

/**
 * Starts a storage account with roles and a tenant to sign in to, on this
 * machine and without anything outside it.
 */
export async function startLocalAzure(
  options: LocalAzureOptions = {},
): Promise<LocalAzure> {
  const { directory, log = () => {} } = options;
  const ports = options.ports ?? { blob: 0, queue: 0, entra: 0 };
  // The slowest part by far, and in a process of its own: it goes first.
  const azurite = AzuriteProcess.create(
    directory && join(directory, 'storage'),
  );
  let entra: EntraEmulator | undefined;
  let storage: StorageEmulator | undefined;
  const stop = async () => {
    await Promise.all([entra?.stop(), storage?.stop()]);
    await azurite.then(
      process => process.stop(),
      () => undefined,
    );
  };
  try {
    const [certificates, keys] = await Promise.all([
      loadCertificates(directory),
      SigningKeys.create(directory),
    ]);
    entra = await EntraEmulator.create({
      port: ports.entra,
      certificates,
      keys,
    });
    log(`Entra ID emulator listens at ${entra.origin}`);
    storage = await StorageEmulator.create({
      azurite: await azurite,
      ports,
      certificates,
      keys,
      authorizationUri: `${entra.origin}/${world.tenantId}/oauth2/authorize`,
    });
    const shown = storage.toPublic();
    log(`Storage account listens at ${shown.blobEndpoint}`);
    if (options.sampleData) {
      await seedSampleData({ connectionString: shown.connectionString, log });
    }
    return {
      tenantId: world.tenantId,
      entra: entra.toPublic(),
      storage: shown,
      certificateAuthority: certificates.certificateAuthority,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
