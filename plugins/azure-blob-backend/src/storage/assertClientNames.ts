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
import { Scope } from '../types';
import { assertUrl, unusableName } from './storageUrls';

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
  if (
    client.containerName !== scope.container ||
    (client instanceof BlobClient && client.name !== fullName)
  ) {
    throw unusableName(scope, fullName);
  }
  assertUrl(client.url, scope, fullName);
}
