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

import { BlobServiceClient, BlockBlobClient } from '@azure/storage-blob';
import { LocalAzureAddress } from 'local-azure';

/** A blob of `payments-api`, past all roles. */
export function getTestBlob(
  azure: LocalAzureAddress,
  path: string,
  container = 'artifacts',
): BlockBlobClient {
  return BlobServiceClient.fromConnectionString(azure.storage.connectionString)
    .getContainerClient(container)
    .getBlockBlobClient(`component/default/payments-api/${path}`);
}

/** Puts a blob of `payments-api` where it belongs. */
export async function putTestBlob(
  azure: LocalAzureAddress,
  path: string,
  content: string | Buffer,
  options: { container?: string; metadata?: Record<string, string> } = {},
): Promise<void> {
  const { container, metadata } = options;
  const bytes = Buffer.from(content);
  await getTestBlob(azure, path, container).upload(bytes, bytes.length, {
    metadata,
    blobHTTPHeaders: { blobContentType: 'text/html' },
  });
}

/** A big blob out of one block, named many times. */
export async function putBigTestBlob(
  azure: LocalAzureAddress,
  path: string,
  options: { block: Buffer; times: number },
): Promise<void> {
  const { block, times } = options;
  const blob = getTestBlob(azure, path);
  const id = Buffer.from('0001').toString('base64');
  await blob.stageBlock(id, block, block.length);
  await blob.commitBlockList(Array(times).fill(id));
}
