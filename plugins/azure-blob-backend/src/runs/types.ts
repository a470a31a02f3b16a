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

import { AzureBlobRunStatus } from 'backstage-plugin-azure-blob-common';

/** A scope whose runs somebody has asked for, as the index knows it. */
export interface RunScope {
  id: string;
  /** When it was last listed, in any way. */
  listedAt?: Date;
  /** When it was last listed from its start to its end. */
  fullAt?: Date;
  /** How many requests that took. */
  fullCalls: number;
  /** How many runs it found. */
  fullRuns: number;
  /** Until when a pass over it is under way, here or on another replica. */
  leasedUntil?: Date;
}

/** A run, as the index knows it. */
export interface IndexedRun {
  key: string;
  id: string;
  sortKey: string;
  branch?: string;
  status: AzureBlobRunStatus;
  version?: string;
  /** ISO 8601, UTC. */
  startedAt?: string;
  search: string;
  etag?: string;
  /** Whether its metadata has to be read. */
  pending: boolean;
  /** Goes up with each change that storage tells of. */
  marks: number;
}
