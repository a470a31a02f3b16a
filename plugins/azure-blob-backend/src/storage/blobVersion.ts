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

import { BlobClient } from '@azure/storage-blob';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { quote } from '../config/quote';

/** As storage writes the times that it names versions and snapshots by. */
const VERSION =
  /^(version|snapshot):(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{7}Z)$/;

/** One version or snapshot of a blob. */
export interface BlobVersion {
  kind: 'version' | 'snapshot';
  id: string;
}

/** How a version or snapshot that storage lists is called. */
export function toBlobVersion(listed: {
  snapshot?: string;
  versionId?: string;
}): string | undefined {
  const version =
    listed.snapshot === undefined
      ? `version:${listed.versionId}`
      : `snapshot:${listed.snapshot}`;
  return VERSION.test(version) ? version : undefined;
}

/** @throws `AzureBlobError` with `InvalidRequest` where there can be none such. */
export function parseBlobVersion(
  version: string | undefined,
): BlobVersion | undefined {
  if (version === undefined) {
    return undefined;
  }
  const [, kind, id] = VERSION.exec(version) ?? [];
  if (kind !== 'version' && kind !== 'snapshot') {
    throw new AzureBlobError(
      'InvalidRequest',
      `${quote(version)} is not a version of a blob.`,
    );
  }
  return { kind, id };
}

/** The client for one version, or for the blob as it is now. */
export function selectVersion(
  client: BlobClient,
  version: BlobVersion | undefined,
): BlobClient {
  if (!version) {
    return client;
  }
  return version.kind === 'version'
    ? client.withVersion(version.id)
    : client.withSnapshot(version.id);
}

/**
 * Whether an answer is about the version that was asked for. Storage without
 * versions answers with the blob as it is now.
 */
export function isVersion(
  version: BlobVersion | undefined,
  versionId: string | undefined,
): boolean {
  return version?.kind !== 'version' || version.id === versionId;
}
