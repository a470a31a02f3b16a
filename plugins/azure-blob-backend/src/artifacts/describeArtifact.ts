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
  AzureBlobDetails,
  AzureBlobVersion,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { AccessSession, mayReadVersions } from '../access';
import { findRetention } from '../retention';

/** Options of {@link describeArtifact}. */
export interface DescribeArtifactOptions {
  session: AccessSession;
  path: string;
  /** `version:<id>` or `snapshot:<time>`; the current one by default. */
  version?: string;
  signal: AbortSignal;
}

/** What is known of a blob, and which versions of it there are. */
export async function describeArtifact(
  options: DescribeArtifactOptions,
): Promise<AzureBlobDetails> {
  const { session, path, version, signal } = options;
  const {
    blobType: _type,
    isSealed: _isSealed,
    versionId: _versionId,
    ...details
  } = await session.blobs.getDetails(path, { version, signal });
  const versions = mayReadVersions(session.decision.role)
    ? await listVersions(options)
    : [];
  // Rules for what a blob used to be are others
  const retention =
    version === undefined ? findRetention(session.scope, details) : undefined;
  return {
    ...details,
    ...(retention && { retention }),
    ...(versions.length > 0 && { versions }),
  };
}

/** A condition of a role may let one read a blob, and not what it used to be. */
async function listVersions({
  session,
  path,
  signal,
}: DescribeArtifactOptions): Promise<AzureBlobVersion[]> {
  try {
    return await session.blobs.listVersions(path, { signal });
  } catch (error) {
    if (
      error instanceof AzureBlobError &&
      (error.code === 'StorageForbidden' || error.code === 'StorageRoleMissing')
    ) {
      return [];
    }
    throw error;
  }
}
