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

import { BlobClient, ContainerClient } from '@azure/storage-blob';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { quote } from '../config/quote';
import { Scope } from '../types';

/**
 * Makes sure that the SDK's client is about exactly this container and blob.
 * The SDK builds a URL out of the names and lets it be resolved like any
 * other, so names can come out as different ones.
 *
 * @throws `AzureBlobError` with `InvalidBlobName`.
 */
export function assertClientNames(
  client: ContainerClient | BlobClient,
  scope: Scope,
  fullName?: string,
): void {
  const endpoint = new URL(scope.account.endpoint);
  const url = new URL(client.url);
  const path = [endpoint.pathname.replace(/\/$/, ''), scope.container];
  if (fullName !== undefined) {
    path.push(fullName);
  }
  if (
    client.containerName !== scope.container ||
    (client instanceof BlobClient && client.name !== fullName) ||
    url.origin !== endpoint.origin ||
    url.search !== '' ||
    decodeURIComponent(url.pathname) !== path.join('/')
  ) {
    throw new AzureBlobError(
      'InvalidBlobName',
      `The name ${quote(
        fullName ?? scope.container,
      )} cannot be used with Azure Storage.`,
    );
  }
}
