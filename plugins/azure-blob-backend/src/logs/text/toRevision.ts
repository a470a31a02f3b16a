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
import { quote } from '../../config/quote';
import { BlobDetails } from '../../storage';

const CREATED = 'created:';

/** What an answer of storage has to be about. */
export interface RevisionCondition {
  ifMatch?: string;
  ifCreatedAt?: string;
}

/**
 * Names what a log says up to any of its bytes. What is appended to an append
 * blob changes its entity tag, but none of these bytes; every other change of
 * a blob makes another log of it, and so does another blob under its name.
 */
export function toRevision(
  {
    blobType,
    createdAt,
    etag,
  }: Pick<BlobDetails, 'blobType' | 'createdAt' | 'etag'>,
  version?: string,
): string {
  if (version !== undefined) {
    return version;
  }
  return blobType === 'AppendBlob' && createdAt !== undefined
    ? `${CREATED}${createdAt}`
    : etag.replaceAll('"', '');
}

/**
 * How storage is asked for nothing but this revision.
 *
 * @throws `AzureBlobError` with `BlobChanged` where no log at all could be it.
 */
export function toCondition(
  path: string,
  revision: string,
  version?: string,
): RevisionCondition {
  if (version !== undefined) {
    assertRevision(path, version, revision);
    return {};
  }
  return revision.startsWith(CREATED)
    ? { ifCreatedAt: revision.slice(CREATED.length) }
    : { ifMatch: `"${revision}"` };
}

/** @throws `AzureBlobError` with `BlobChanged` where they are not the same. */
export function assertRevision(
  path: string,
  actual: string,
  expected: string | undefined,
): void {
  if (expected !== undefined && expected !== actual) {
    throw new AzureBlobError(
      'BlobChanged',
      `The log ${quote(path)} is another one than when it was opened.`,
    );
  }
}
