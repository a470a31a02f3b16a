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

import { Problem } from '../../diagnosis';

/** What somebody wants to have: a file, or many of them as a zip. */
export interface DownloadRequest {
  entityRef: string;
  location: string;
  /** For people, and of no other use. */
  name: string;
  /** Relative to the scope; one of them for a file. */
  paths: string[];
  kind: 'file' | 'zip';
  /** `version` of an `AzureBlobVersion`; files only. */
  version?: string;
  /** Only these of its lines, both included; of a log only. */
  lines?: { from: number; to: number };
}

/**
 * How a download stands. `preparing` waits for its link, `handedOver` is the
 * browser's alone from then on, and of `unknown` it is not known how it ended.
 */
export type DownloadState =
  | 'preparing'
  | 'waiting'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'canceled'
  | 'handedOver'
  | 'unknown';

/** A download that was begun in this window. */
export interface Download {
  key: number;
  /** What the backend knows it by. */
  id?: string;
  request: DownloadRequest;
  name: string;
  state: DownloadState;
  bytes: number;
  size?: number;
  /** In bytes a second. */
  rate?: number;
  /** Present where `failed`, and the reason is known. */
  problem?: Problem;
  /** What `problem` was read from, where a request has failed. */
  error?: unknown;
}

const GOING: DownloadState[] = ['preparing', 'waiting', 'running'];

/** Whether there is still something to wait for. */
export function isGoing({ state }: Download): boolean {
  return GOING.includes(state);
}
