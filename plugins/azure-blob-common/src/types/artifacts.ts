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

import { AzureBlobLocationContent } from './access';
import { AzureBlobRetention } from './runs';

/**
 * One blob or folder on a folder level.
 *
 * @public
 */
export interface AzureBlobItem {
  /** The last segment of `path`, without a slash. */
  name: string;
  /** Relative to the scope; a folder's ends with a slash. */
  path: string;
  kind: 'file' | 'folder';
  /** In bytes; files only. */
  size?: number;
  /** ISO 8601, UTC; files only. */
  lastModified?: string;
  /** ISO 8601, UTC; files only. */
  createdAt?: string;
  contentType?: string;
  etag?: string;
  /** Base64, as Azure stores it. */
  contentMd5?: string;
  /** Lower-case hex, from the blob's `sha256` metadata. */
  sha256?: string;
  /** Such as `Hot` or `Archive`. */
  accessTier?: string;
  retention?: AzureBlobRetention;
  /**
   * True for a blob whose name breaks the rules for blob names: it is shown,
   * and never fetched.
   */
  unsupportedName?: boolean;
}

/**
 * Everything that is known of one blob without reading it.
 *
 * @public
 */
export interface AzureBlobDetails extends AzureBlobItem {
  kind: 'file';
  size: number;
  lastModified: string;
  etag: string;
  metadata: Record<string, string>;
  /** Newest first; absent where the account keeps none. */
  versions?: AzureBlobVersion[];
}

/**
 * One version or snapshot of a blob.
 *
 * @public
 */
export interface AzureBlobVersion {
  /** What `version` of a request takes: `version:<id>` or `snapshot:<time>`. */
  version: string;
  kind: 'version' | 'snapshot';
  /** Whether it is what a request without a version gets. */
  isCurrent: boolean;
  /** In bytes. */
  size: number;
  /** ISO 8601, UTC. */
  lastModified: string;
  etag: string;
}

/**
 * The kinds of archive that can be looked into.
 *
 * @public
 */
export type AzureBlobArchiveFormat = 'zip' | 'tar' | 'tgz';

/**
 * One member of an archive.
 *
 * @public
 */
export interface AzureBlobArchiveEntry {
  /** As the archive names it; it may be anything, and is shown only. */
  path: string;
  kind: 'file' | 'folder' | 'link' | 'other';
  /** In bytes, as the archive says. */
  size: number;
  /** In bytes; zip only. */
  compressedSize?: number;
  /** ISO 8601. */
  modified?: string;
  /** Whether it cannot be opened without a password. */
  encrypted?: boolean;
}

/**
 * The inside of an archive, in the archive's own order.
 *
 * @public
 */
export interface AzureBlobArchiveEntries
  extends AzureBlobPage<AzureBlobArchiveEntry> {
  format: AzureBlobArchiveFormat;
  etag: string;
  /** How many there are; absent where only reading on would tell. */
  total?: number;
  /**
   * One sentence on why the rest cannot be listed, where the archive is cut off
   * or damaged after `items`.
   */
  problem?: string;
}

/**
 * Whether an attestation beside an artifact holds.
 *
 * @public
 */
export interface AzureBlobProvenance {
  /**
   * `verified` where at least one attestation holds and names the artifact's
   * digest, `failed` where there are some and none does, `none` where there
   * are none, and `tooLarge` where the artifact is too big to be read for it.
   */
  state: 'verified' | 'failed' | 'none' | 'tooLarge';
  /** Of the bytes that were read; lower-case hex. */
  sha256?: string;
  attestations: AzureBlobAttestation[];
}

/**
 * One attestation: who says what of an artifact.
 *
 * @public
 */
export interface AzureBlobAttestation {
  /** Of the blob that holds it, relative to the scope. */
  path: string;
  state: 'verified' | 'failed';
  /** One sentence on what does not hold. */
  problem?: string;
  /** Such as `https://slsa.dev/provenance/v1`. */
  predicateType?: string;
  /** Who vouches for the signer, such as the OIDC issuer of GitHub Actions. */
  issuer?: string;
  /** The identity in the signing certificate. */
  signer?: string;
  /** An https URL. */
  repository?: string;
  commit?: string;
  ref?: string;
  /** When the transparency log or a timestamp authority saw it; ISO 8601, UTC. */
  signedAt?: string;
}

/**
 * Bytes of a blob, or of one member of an archive.
 *
 * @public
 */
export interface AzureBlobContent {
  body: ReadableStream<Uint8Array>;
  /** Of the whole, in bytes; absent where the archive does not tell. */
  size?: number;
  /** Of `body`, in bytes. */
  length?: number;
  etag?: string;
  contentType?: string;
}

/**
 * Where a permanent link leads today.
 *
 * @public
 */
export interface AzureBlobLinkTarget {
  /**
   * `gone` names what is not there any more; what is above it is filled in as
   * far as it still is.
   */
  state: 'found' | 'gone';
  gone?: 'run' | 'path' | 'version';
  /** May be another one than was asked for; then `movedFrom` is that one. */
  entityRef: string;
  movedFrom?: string;
  location: string;
  content: AzureBlobLocationContent;
  /** The id of the run. */
  run?: string;
  /** Relative to the scope; a folder's ends with a slash. */
  path: string;
  /** Of the blob, where one was asked for. */
  blobVersion?: string;
  /** The newest run that still has the path, where `gone`. */
  nearestRun?: string;
}

/**
 * One page of a longer list.
 *
 * @public
 */
export interface AzureBlobPage<TItem> {
  items: TItem[];
  /** Hand it back as `cursor` for the next page; absent on the last. */
  nextCursor?: string;
}

/**
 * One page of a folder.
 *
 * @public
 */
export interface AzureBlobFolderPage extends AzureBlobPage<AzureBlobItem> {
  /**
   * What the paths are relative to, as storage names it, with a final slash.
   * Told only where storage is read as the user who asks: with her own tools
   * she gets there as well.
   */
  storageUrl?: string;
}
