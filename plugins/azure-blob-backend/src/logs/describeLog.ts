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

import { AzureBlobLog } from 'backstage-plugin-azure-blob-common';
import { AccessSession } from '../access';
import { AuditOutcome } from '../audit';
import { BlobDetails } from '../storage';
import { LogIndexes } from './LogIndexes';
import { openKnownLog } from './openKnownLog';
import { readFormat } from './text';

/** Long enough for the index of a small log to be ready in the first answer. */
const WAIT_MILLISECONDS = 300;
/** The end of a bigger one is read sooner than its index can be there. */
const MAX_SMALL_BYTES = 32 * 1024 * 1024;
/** A log that nobody has written to for so long has come to its end. */
const GROWING_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Options of {@link describeLog}. */
export interface DescribeLogOptions {
  session: AccessSession;
  indexes: LogIndexes;
  path: string;
  /** `version:<id>` or `snapshot:<time>`; the current one by default. */
  version?: string;
  /** The user who asks, and whom an index that is made counts for. */
  holder?: string;
  /** How long to wait for the index of a small log; 300 by default. */
  waitMilliseconds?: number;
  signal?: AbortSignal;
}

/**
 * Tells what is known of a log, and sees to it that it gets indexed.
 *
 * @returns `ended` where the index is being made under this session, which
 * then stays open until it settles.
 */
export async function describeLog(
  options: DescribeLogOptions,
): Promise<{ answer: AzureBlobLog; ended?: Promise<AuditOutcome> }> {
  const { session, path, version, signal } = options;
  const { details, revision, index, ended } = await openKnownLog(options);
  const { name, size, etag, lastModified } = details;
  if (size <= MAX_SMALL_BYTES) {
    const { waitMilliseconds = WAIT_MILLISECONDS } = options;
    await index.waitFor(() => index.covers(size), waitMilliseconds);
  }
  const format =
    index.text?.format ??
    (await readFormat({
      ...{ blobs: session.blobs, path, version, revision },
      size,
      signal,
    }));
  const { encoding, compression, isBinary } = format;
  return {
    answer: {
      name,
      path,
      size,
      etag,
      revision,
      ...(version !== undefined && { version }),
      lastModified,
      encoding,
      ...(compression && { compression }),
      isBinary,
      isGrowing: version === undefined && isGrowing(details),
      index: index.summarize(size),
    },
    ended,
  };
}

function isGrowing({ blobType, isSealed, lastModified }: BlobDetails): boolean {
  const age = Date.now() - Date.parse(lastModified);
  return blobType === 'AppendBlob' && !isSealed && age < GROWING_MILLISECONDS;
}
