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

import { AzureBlobErrorCode } from '../errors';

/**
 * How a download link gets at the bytes: `ticket` through the portal, `sas`
 * straight from storage.
 *
 * @public
 */
export type AzureBlobDownloadMode = 'ticket' | 'sas';

/**
 * A link that downloads one blob, without any header.
 *
 * @public
 */
export interface AzureBlobDownloadLink {
  /** What `getDownload` takes; absent with `sas`, where nobody is told how it goes. */
  id?: string;
  /** The path that was asked for. */
  path: string;
  url: string;
  mode: AzureBlobDownloadMode;
  /** ISO 8601, UTC. A ticket also ends with its first use. */
  expiresAt: string;
  /** In bytes, as it was when the link was made. */
  size: number;
  /**
   * True where storage takes the link only together with the user's own
   * storage token, which a plain browser link cannot send.
   */
  userBound?: boolean;
}

/**
 * A link that downloads many blobs as one zip.
 *
 * @public
 */
export interface AzureBlobArchiveLink {
  /** What `getDownload` takes. */
  id: string;
  url: string;
  /** Of the zip. */
  name: string;
  /** ISO 8601, UTC. It also ends with its first use. */
  expiresAt: string;
  /** How many files go into it. */
  files: number;
  /** In bytes, of all files together. */
  size: number;
}

/**
 * How a download goes that was begun with a link.
 *
 * @public
 */
export interface AzureBlobDownload {
  id: string;
  state: 'waiting' | 'running' | 'succeeded' | 'failed' | 'canceled';
  /** What has gone out, in bytes of the blobs. */
  bytes: number;
  /** Of the blobs, in bytes. */
  size: number;
  /** Present where `failed`. */
  code?: AzureBlobErrorCode;
  /** One sentence, where `failed`. */
  message?: string;
}
