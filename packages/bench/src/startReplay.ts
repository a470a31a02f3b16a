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

import { LocalAzureAddress, trustLocalAuthority } from 'local-azure';
import { loadCertificates } from '../../local-azure/src/certificates';
import { startServer } from './startServer';

/** A local Azure whose storage has its answers ready. */
export interface ReplayedAzure<T extends LocalAzureAddress> {
  azure: T;
  stop(): Promise<void>;
}

/**
 * Puts a server before storage that keeps what it has answered once, whoever
 * asked for it, and from then on gives it at once: what is left is the time of
 * those who ask.
 */
export async function startReplay<T extends LocalAzureAddress>(
  azure: T,
): Promise<ReplayedAzure<T>> {
  const { storage } = azure;
  const certificates = await loadCertificates();
  trustLocalAuthority(certificates.certificateAuthority);
  const server = await startServer('replayProcess.ts', {
    certificateAuthority: azure.certificateAuthority,
    env: {
      BENCH_TARGET: storage.blobEndpoint,
      BENCH_CERTIFICATE: certificates.certificate,
      BENCH_PRIVATE_KEY: certificates.privateKey,
    },
  });
  const { pathname } = new URL(storage.blobEndpoint);
  return {
    azure: {
      ...azure,
      certificateAuthority: `${azure.certificateAuthority}\n${certificates.certificateAuthority}`,
      storage: { ...storage, blobEndpoint: server.origin + pathname },
    },
    stop: server.stop,
  };
}
