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

/**
 * How a run ended.
 *
 * @public
 */
export type AzureBlobRunStatus =
  | 'succeeded'
  | 'failed'
  | 'canceled'
  | 'running'
  | 'unknown';

/**
 * One pipeline run. All but `id` and `status` come from the run's `run.json`
 * and are absent where it has none.
 *
 * @public
 */
export interface AzureBlobRun {
  /** The name of the run's folder below the scope. */
  id: string;
  status: AzureBlobRunStatus;
  number?: number;
  title?: string;
  branch?: string;
  commit?: string;
  /** An http or https URL. */
  commitUrl?: string;
  triggeredBy?: string;
  /** An http or https URL. */
  pipelineUrl?: string;
  /** ISO 8601, UTC. */
  startedAt?: string;
  /** ISO 8601, UTC. */
  finishedAt?: string;
}

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
  contentType?: string;
  etag?: string;
  /** Base64, as Azure stores it. */
  contentMd5?: string;
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
  /** ISO 8601, UTC. */
  createdAt?: string;
  /** Lower-case hex, from the blob's `sha256` metadata. */
  sha256?: string;
  metadata: Record<string, string>;
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
  /**
   * True where there are more runs than can be put in order: newer ones than
   * these may be missing.
   */
  truncated?: boolean;
}

/**
 * How far the line index of a log has come.
 *
 * @public
 */
export interface AzureBlobLogIndex {
  state: 'building' | 'ready';
  /** Bytes that have been read, of the log's `size`. */
  indexedBytes: number;
  /** The number of lines found so far; all of them once `ready`. */
  lines: number;
}

/**
 * The answer of `GET E/log`.
 *
 * @public
 */
export interface AzureBlobLog {
  name: string;
  path: string;
  /** In bytes. */
  size: number;
  etag: string;
  /** ISO 8601, UTC. */
  lastModified: string;
  index: AzureBlobLogIndex;
}

/**
 * One line of a log.
 *
 * @public
 */
export interface AzureBlobLogLine {
  /** Counted from 1; absent where the index does not reach the line yet. */
  number?: number;
  /** The byte in the log at which the line begins. */
  offset: number;
  /** Without the line terminator; escape sequences are left in. */
  text: string;
  /** Bytes of the line that `text` leaves out because it is too long. */
  omittedBytes?: number;
}

/**
 * The answer of `GET E/log/lines`.
 *
 * @public
 */
export interface AzureBlobLogLines {
  etag: string;
  lines: AzureBlobLogLine[];
  /**
   * The escape sequences that set the colours and attributes in force where
   * the first line begins; empty for none.
   */
  style: string;
  /** True where the last of `lines` is the last line of the log. */
  end: boolean;
}

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
