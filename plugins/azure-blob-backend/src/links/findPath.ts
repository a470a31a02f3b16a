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

import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { AccessSession } from '../access';
import { isBlobPath } from '../blobName';

interface PathOptions {
  session: AccessSession;
  signal: AbortSignal;
}

/**
 * The path as it is there: the final slash of a folder gets lost when people
 * pass links on.
 */
export async function findPath(
  { session: { blobs }, signal }: PathOptions,
  path: string,
): Promise<string | undefined> {
  const isFile =
    isBlobPath(path, { kind: 'file' }) &&
    (await isThere(() => blobs.getDetails(path, { signal })));
  if (isFile) {
    return path;
  }
  const folder = path.endsWith('/') ? path : `${path}/`;
  if (!isBlobPath(folder, { kind: 'folder' })) {
    return undefined;
  }
  const { items } = await blobs.list({ path: folder, limit: 1, signal });
  return items.length > 0 ? folder : undefined;
}

/** Whether a version of a blob is named, and is there: also without the blob. */
export async function hasVersion(
  options: PathOptions & { blobVersion?: string },
  path: string,
): Promise<boolean> {
  const { session, blobVersion: version, signal } = options;
  return (
    version !== undefined &&
    isBlobPath(path, { kind: 'file' }) &&
    isThere(() => session.blobs.getDetails(path, { version, signal }))
  );
}

async function isThere(look: () => Promise<unknown>): Promise<boolean> {
  try {
    await look();
    return true;
  } catch (error) {
    if (
      error instanceof AzureBlobError &&
      error.code === 'BlobNotFound' &&
      error.reason === undefined
    ) {
      return false;
    }
    throw error;
  }
}
