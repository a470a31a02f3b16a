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

import { buffer } from 'node:stream/consumers';
import {
  AzureBlobItem,
  AzureBlobRun,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { BlobStore } from '../storage';
import { parseRunManifest } from './parseRunManifest';

const MAX_MANIFEST_BYTES = 64 * 1024;

/** The errors that say that a run has no manifest one could read. */
const NO_MANIFEST = [
  'BlobNotFound',
  'BlobArchived',
  'InvalidBlobName',
  'RangeNotSatisfiable',
];

/** Reads the manifest of a run; without one, only the id is known. */
export async function readRun(
  blobs: BlobStore,
  folder: AzureBlobItem,
  signal?: AbortSignal,
): Promise<AzureBlobRun> {
  const run: AzureBlobRun = { id: folder.name, status: 'unknown' };
  if (folder.unsupportedName) {
    return run;
  }
  try {
    const { stream, contentLength } = await blobs.read(
      `${folder.path}run.json`,
      { range: { offset: 0, count: MAX_MANIFEST_BYTES + 1 }, signal },
    );
    if (contentLength > MAX_MANIFEST_BYTES) {
      stream.destroy();
      return run;
    }
    const manifest = await buffer(stream);
    // Decoded so that a byte order mark, which Windows agents write, is dropped.
    return parseRunManifest(run.id, new TextDecoder().decode(manifest));
  } catch (error) {
    if (error instanceof AzureBlobError && NO_MANIFEST.includes(error.code)) {
      return run;
    }
    throw error;
  }
}
