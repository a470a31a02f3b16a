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

import { BlobDetails, BlobStore } from '../../storage';
import { GzipLogText } from './GzipLogText';
import { LogText } from './LogText';
import { LogTextIndex } from './LogTextIndex';
import { PlainLogText, StoredLog } from './PlainLogText';
import { readFormat } from './readFormat';
import { assertRevision, toCondition, toRevision } from './toRevision';

/** Options of {@link openLogText}. */
export interface OpenLogTextOptions {
  blobs: BlobStore;
  path: string;
  /** `version:<id>` or `snapshot:<time>`; the current one by default. */
  version?: string;
  /** Of the log that is meant; the one there is now by default. */
  revision?: string;
  /** What storage has just told of it, which saves asking. */
  details?: BlobDetails;
  /** Of this very revision; saves asking, and opens a compressed log anywhere. */
  index?: LogTextIndex;
  signal?: AbortSignal;
}

/**
 * Opens the text of one revision of a log, however it is stored. With its
 * revision and its index, storage is not asked for anything before `read`.
 *
 * @throws `AzureBlobError` with `BlobChanged` where the log is not that
 * revision, and as a `BlobStore`.
 */
export async function openLogText(
  options: OpenLogTextOptions,
): Promise<LogText> {
  const { blobs, path, version, index, signal } = options;
  let { details, revision } = options;
  if (details || revision === undefined) {
    details ??= await blobs.getDetails(path, { version, signal });
    const actual = toRevision(details, version);
    assertRevision(path, actual, revision);
    revision = actual;
  }
  const stored = { blobs, path, version, revision };
  const format =
    index?.format ??
    (await readFormat({ ...stored, size: details?.size, signal }));
  const condition = toCondition(path, revision, version);
  const log: StoredLog = { ...stored, condition };
  const size = details?.size ?? index?.size;
  return format.compression
    ? new GzipLogText(log, format, index)
    : new PlainLogText(log, { size, ...format });
}
