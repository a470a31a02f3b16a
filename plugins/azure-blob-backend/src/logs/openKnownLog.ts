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

import { AccessSession } from '../access';
import { AuditOutcome } from '../audit';
import { BlobDetails } from '../storage';
import { LogIndexes } from './LogIndexes';
import { SharedLogIndex } from './SharedLogIndex';
import { assertRevision, toRevision } from './text';

/** Options of {@link openKnownLog}. */
export interface OpenKnownLogOptions {
  session: AccessSession;
  indexes: LogIndexes;
  path: string;
  /** `version:<id>` or `snapshot:<time>`; the current one by default. */
  version?: string;
  /** Of the log that is meant; the one there is now by default. */
  revision?: string;
  /** What storage has just told the caller of it, which saves asking. */
  details?: BlobDetails;
  /** The user who asks, and whom an index that is made counts for. */
  holder?: string;
  signal?: AbortSignal;
}

/** A log that storage has shown to the caller, and its index. */
export interface KnownLog {
  details: BlobDetails;
  revision: string;
  index: SharedLogIndex;
  /** Settles with the index, where it is being made under this session. */
  ended?: Promise<AuditOutcome>;
}

/**
 * Asks storage for a log as the caller, whoever made its index: she may not be
 * allowed to know of it. Then sees to it that it gets indexed.
 *
 * @throws `AzureBlobError` with `BlobChanged` where it is another log.
 */
export async function openKnownLog(
  options: OpenKnownLogOptions,
): Promise<KnownLog> {
  const { session, indexes, path, version, holder, signal } = options;
  const { blobs, scope, until } = session;
  const details =
    options.details ?? (await blobs.getDetails(path, { version, signal }));
  const revision = toRevision(details, version);
  assertRevision(path, revision, options.revision);
  const opened = await indexes.open(
    { scope, path, revision },
    {
      blobs,
      version,
      size: details.size,
      holder,
      until,
      signal: session.signal,
    },
  );
  return { details, revision, ...opened };
}
