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
import { AzureBlobRun } from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { RunFolder } from '../config/RunLayout';
import { findRetention, RetainedBlob } from '../retention';
import { BlobStore } from '../storage';
import { RunsConfig, Scope } from '../types';
import {
  cleanText,
  parseRunManifest,
  parseRunMetadata,
  RunMetadata,
} from './parseRunMetadata';

const MAX_MANIFEST_BYTES = 64 * 1024;
const MAX_TEXT_LENGTH = 256;

/** The errors that say that the metadata is there, and cannot be read. */
const UNREADABLE = ['BlobArchived', 'RangeNotSatisfiable'];

/** A run, as it is right now for whoever reads it. */
export interface ReadRun {
  run: AzureBlobRun;
  /** Of the blob that its metadata comes from. */
  etag?: string;
}

interface FoundMetadata {
  metadata: RunMetadata;
  etag?: string;
  /** The one that it comes from, which stands for the rest of the run. */
  blob?: RetainedBlob;
}

/** Options of {@link readRun}. */
export interface ReadRunOptions {
  blobs: BlobStore;
  scope: Scope;
  source: RunsConfig;
  id: string;
  /** What the layout makes of the id. */
  folder: RunFolder;
  signal?: AbortSignal;
}

/**
 * Reads what there is to know of a run. Without metadata it is what its folder
 * says, as long as there is anything in that.
 *
 * @returns `undefined` where there is no such run.
 */
export async function readRun(
  options: ReadRunOptions,
): Promise<ReadRun | undefined> {
  const { blobs, id, folder, signal } = options;
  const found = await readMetadata(options);
  if (!found) {
    const { items } = await blobs.list({ path: `${id}/`, limit: 1, signal });
    if (items.length === 0) {
      return undefined;
    }
  }
  const metadata = found?.metadata ?? { status: 'unknown' };
  const retention = found?.blob && findRetention(options.scope, found.blob);
  const run = {
    id,
    ...toFolderFields(folder),
    ...metadata,
    ...(retention && { retention }),
  };
  return { run, etag: found?.etag };
}

/** What a folder says of its run, in fields of one. */
export function toFolderFields(folder: RunFolder) {
  const { branch, version, startedAt } = folder;
  return {
    ...(branch && { branch: cutText(branch) }),
    ...(version && { version: cutText(version) }),
    ...(startedAt && { startedAt }),
  };
}

function cutText(text: string): string {
  return cleanText(text.slice(0, MAX_TEXT_LENGTH));
}

async function readMetadata(
  options: ReadRunOptions,
): Promise<FoundMetadata | undefined> {
  const { blobs, source, id, signal } = options;
  const path = `${id}/${source.blob}`;
  try {
    switch (source.metadata) {
      case 'tags':
        return {
          metadata: parseRunMetadata(await blobs.getTags(path, { signal })),
        };
      case 'blobMetadata': {
        const blob = await blobs.getDetails(path, { signal });
        const metadata = parseRunMetadata(blob.metadata);
        return { metadata, etag: blob.etag, blob };
      }
      default:
        return await readManifest(blobs, path, signal);
    }
  } catch (error) {
    if (!(error instanceof AzureBlobError)) {
      throw error;
    }
    const isMissing =
      error.code === 'BlobNotFound' && error.reason === undefined;
    if (isMissing || error.code === 'InvalidBlobName') {
      return undefined;
    }
    if (UNREADABLE.includes(error.code) || isConflict(error)) {
      return { metadata: { status: 'unknown' } };
    }
    throw error;
  }
}

/** Such as over a blob that is encrypted with a key of its publisher's. */
function isConflict({ code, cause }: AzureBlobError): boolean {
  return (
    code === 'StorageUnavailable' &&
    cause instanceof Error &&
    'statusCode' in cause &&
    cause.statusCode === 409
  );
}

async function readManifest(
  blobs: BlobStore,
  path: string,
  signal: AbortSignal | undefined,
): Promise<FoundMetadata> {
  const answer = await blobs.read(path, {
    range: { offset: 0, count: MAX_MANIFEST_BYTES + 1 },
    signal,
  });
  const { stream, contentLength, etag, createdAt, lastModified } = answer;
  const blob = { path, createdAt, lastModified };
  if (contentLength > MAX_MANIFEST_BYTES) {
    stream.destroy();
    return { metadata: { status: 'unknown' }, etag, blob };
  }
  const manifest = await buffer(stream);
  // Decoded so that a byte order mark, which Windows agents write, is dropped.
  const text = new TextDecoder().decode(manifest);
  return { metadata: parseRunManifest(text), etag, blob };
}
