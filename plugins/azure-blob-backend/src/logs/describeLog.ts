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
import { LogIndexes } from './LogIndexes';

/** Long enough for the index of a small log to be ready in the first answer. */
const WAIT_MILLISECONDS = 300;

/** Options of {@link describeLog}. */
export interface DescribeLogOptions {
  session: AccessSession;
  indexes: LogIndexes;
  path: string;
  /** The user who asks, and whom an index that is made counts for. */
  holder?: string;
  signal?: AbortSignal;
}

/**
 * Tells what is known of a log, and starts its index where there is none.
 *
 * @returns `ended` where the index is being made under this session, which
 * then stays open until it settles.
 */
export async function describeLog(
  options: DescribeLogOptions,
): Promise<{ answer: AzureBlobLog; ended?: Promise<AuditOutcome> }> {
  const { session, indexes, path, holder, signal } = options;
  const { blobs, scope } = session;
  // As this caller, whoever made the index: she may not be allowed to know.
  const details = await blobs.getDetails(path, { signal });
  const { name, size, etag, lastModified } = details;
  const { pass, started } = indexes.open(
    { scope, path, etag },
    { blobs, size, holder, until: session.until, signal: session.signal },
  );
  await pass.waitFor(index => index.complete, WAIT_MILLISECONDS);
  return {
    answer: { name, path, size, etag, lastModified, index: pass.progress },
    ended: started ? pass.outcome : undefined,
  };
}
