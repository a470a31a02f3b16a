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
  AzureBlobLogTailEvent,
  AzureBlobRunStatus,
} from 'backstage-plugin-azure-blob-common';
import { BlobStore } from '../../storage';

/** Tells how the run of a log stands, where it has one. */
export type RunStatusReader = (
  signal: AbortSignal,
) => Promise<AzureBlobRunStatus | undefined>;

/** An event, ready to be sent to everybody who follows the log. */
export interface EncodedEvent {
  bytes: Buffer;
  /** The byte behind its lines, where it has any. */
  next?: number;
}

/** Why nothing more comes of one revision of a log. */
export type TailEnd =
  | Pick<Extract<AzureBlobLogTailEvent, { type: 'end' }>, 'type' | 'reason'>
  | Pick<Extract<AzureBlobLogTailEvent, { type: 'reset' }>, 'type' | 'reason'>
  | { type: 'failed'; error: unknown };

/** Somebody who follows a log, to the one who reads it for all. */
export interface PollerMember {
  /** Reads as her. */
  blobs: BlobStore;
  readStatus: RunStatusReader;
  /** Aborts when she leaves, or when her access ends. */
  signal: AbortSignal;
  /** Takes what is new, as long as she is live. */
  onEvent(event: EncodedEvent): void;
  /** There is something to look at again. */
  onChange(): void;
  /** Storage has refused her. */
  onRefusal(error: unknown): void;
}

/** How often things are done, in milliseconds. */
export interface TailTiming {
  poll: number;
  /** The same, of a log that has not grown for `idleAfter`. */
  idlePoll: number;
  idleAfter: number;
  /** How long a line is held back that is not whole. */
  holdBack: number;
  /** How long the log of a run that has ended is waited for. */
  finishAfter: number;
  /** How long a run is believed to stand as it did. */
  statusAge: number;
  heartbeat: number;
}

export const DEFAULT_TIMING: TailTiming = {
  poll: 1_000,
  idlePoll: 5_000,
  idleAfter: 30_000,
  holdBack: 1_000,
  finishAfter: 10_000,
  statusAge: 10_000,
  heartbeat: 15_000,
};
