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

import { stat } from 'node:fs/promises';
import type { ContainerClient } from '@azure/storage-blob';
import { CliError } from '../CliError';
import { hashFile } from '../hashFile';
import { callStorage } from '../storage/callStorage';
import { LocalFile } from './collectFiles';
import { toContentType } from './toContentType';

const BLOCK_SIZE = 8 * 1024 * 1024;

/** A file that has been uploaded. */
export interface UploadedFile {
  path: string;
  /** In bytes. */
  size: number;
  /** Lower-case hex. */
  sha256: string;
}

/** Uploads files into a folder, several at once, none of them held whole. */
export async function uploadFiles(options: {
  container: ContainerClient;
  folder: string;
  files: LocalFile[];
  concurrency: number;
  onUploaded(file: UploadedFile): void;
}): Promise<UploadedFile[]> {
  const { files, concurrency, onUploaded } = options;
  const uploaded: UploadedFile[] = [];
  const waiting = files.entries();
  let hasFailed = false;
  const work = async () => {
    for (const [index, file] of waiting) {
      if (hasFailed) {
        return;
      }
      try {
        uploaded[index] = await uploadFile(file, options);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
      onUploaded(uploaded[index]);
    }
  };
  const results = await Promise.allSettled(
    Array.from({ length: concurrency }, work),
  );
  for (const result of results) {
    if (result.status === 'rejected') {
      throw result.reason;
    }
  }
  return uploaded;
}

async function uploadFile(
  file: LocalFile,
  options: { container: ContainerClient; folder: string },
): Promise<UploadedFile> {
  const { container, folder } = options;
  const { source, path, size } = file;
  const { sha256, md5 } = await hashFile(source);
  const blob = container.getBlockBlobClient(`${folder}/${path}`);
  await callStorage(container, 'Storage Blob Data Contributor', () =>
    blob.uploadFile(source, {
      blockSize: BLOCK_SIZE,
      concurrency: 2,
      maxSingleShotSize: BLOCK_SIZE,
      blobHTTPHeaders: {
        blobContentMD5: md5,
        blobContentType: toContentType(path),
      },
      metadata: { sha256 },
    }),
  );
  const after = await stat(source);
  if (after.size !== size || after.mtimeMs !== file.modifiedAt) {
    throw new CliError('failed', `"${source}" changed while it was uploaded.`);
  }
  return { path, size, sha256 };
}
