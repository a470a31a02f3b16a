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
  AzureBlobArchiveFormat,
  AzureBlobDetails,
} from 'backstage-plugin-azure-blob-common';
import { AccessSession } from '../access';
import { unreadable } from './archiveErrors';
import { toArchiveFormat } from './archiveFormat';
import { BlobBytes } from './BlobBytes';

/** What of which blob is looked into, and for whom. */
export interface ArchiveRequest {
  session: AccessSession;
  path: string;
  /** `version:<id>` or `snapshot:<time>`; the current one by default. */
  version?: string;
  signal: AbortSignal;
}

/** An archive to look into. */
export interface OpenArchive {
  format: AzureBlobArchiveFormat;
  details: AzureBlobDetails;
  bytes: BlobBytes;
}

/**
 * Finds out what to take a blob for. Whether it is that, its bytes have to say.
 *
 * @throws `AzureBlobError` with `ArchiveUnreadable`, or as reading does.
 */
export async function openArchive(
  request: ArchiveRequest,
): Promise<OpenArchive> {
  const { session, path, version, signal } = request;
  const { blobs } = session;
  const format = toArchiveFormat(path);
  if (!format) {
    throw unreadable(path, 'it is not called like an archive that is known');
  }
  const details = await blobs.getDetails(path, {
    readable: true,
    version,
    signal,
  });
  const { size, etag } = details;
  const bytes = BlobBytes.create({ blobs, path, version, size, etag, signal });
  return { format, details, bytes };
}
