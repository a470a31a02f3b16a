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
import { AccessSession } from '../access';
import { quote } from '../config/quote';

const SCAN_RESULT_TAG = 'Malware Scanning scan result';
const MALICIOUS = 'malicious';
const TAGS_ROLE = 'Storage Blob Data Owner';

/**
 * Asks what the scanner of the storage account has found in a blob, where the
 * account is set up for it, before any of its bytes are handed out.
 *
 * @throws `AzureBlobError` with `MalwareFound`, or as reading tags does: what
 * cannot be asked is not handed out.
 */
export async function assertClean(
  session: Pick<AccessSession, 'blobs' | 'scope'>,
  blob: { path: string; version?: string; signal?: AbortSignal },
): Promise<void> {
  const { account, container } = session.scope;
  if (account.malwareScanning === 'off') {
    return;
  }
  const { path, version, signal } = blob;
  const tags = await session.blobs
    .getTags(path, { version, signal })
    .catch(error => {
      throw isRefusal(error)
        ? tagsUnreadable(error, account.name, container)
        : error;
    });
  if (tags[SCAN_RESULT_TAG]?.trim().toLocaleLowerCase('en-US') === MALICIOUS) {
    throw new AzureBlobError(
      'MalwareFound',
      `The scanner of the storage account has found malware in ${quote(
        path,
      )}, so it is not handed out.`,
    );
  }
}

function isRefusal(error: unknown): error is AzureBlobError {
  return (
    error instanceof AzureBlobError &&
    (error.code === 'StorageRoleMissing' || error.code === 'StorageForbidden')
  );
}

function tagsUnreadable(
  cause: AzureBlobError,
  account: string,
  container: string,
): AzureBlobError {
  return new AzureBlobError(
    'StorageRoleMissing',
    `Files of the account ${quote(
      account,
    )} are handed out only after the result of its malware scanner has been read, and Azure does not let you read index tags in the container ${quote(
      container,
    )}. That takes the data action "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/tags/read", which "${TAGS_ROLE}" or a custom role gives.`,
    {
      cause,
      reason: cause.reason,
      missingRole: TAGS_ROLE,
      missingScope: cause.missingScope,
      storageRequestId: cause.storageRequestId,
    },
  );
}
