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

import { AzureBlobPage } from './artifacts';

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
 * One pipeline run. All but `id` and `status` come from its metadata, or from
 * its folder where the layout of the location says so, and are absent where
 * neither has them.
 *
 * @public
 */
export interface AzureBlobRun {
  /**
   * The run's folder below the scope, without the final slash; several segments
   * where the layout has several, such as `main/1284`.
   */
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
  /** Of what it built, such as `1.4.1284`. */
  version?: string;
  /** In bytes, of all its files, as its publisher wrote it down. */
  size?: number;
  /** How many files it has, as its publisher wrote it down. */
  files?: number;
  retention?: AzureBlobRetention;
}

/**
 * A run with what its files come to.
 *
 * @public
 */
export interface AzureBlobRunDetails extends AzureBlobRun {
  size: number;
  files: number;
  /** False where it has more files than were counted. */
  complete: boolean;
}

/**
 * Which runs to list; all that is given has to hold.
 *
 * @public
 */
export interface AzureBlobRunFilter {
  branch?: string;
  status?: AzureBlobRunStatus;
  version?: string;
  /** ISO 8601; runs that began at or after it. */
  since?: string;
  /** ISO 8601; runs that began before it. */
  until?: string;
  /** Part of id, number, title, branch, commit, version or who, in any case. */
  text?: string;
}

/**
 * Runs, newest first.
 *
 * @public
 */
export interface AzureBlobRunPage extends AzureBlobPage<AzureBlobRun> {
  index: {
    /** `building` as long as not every run has been found and read. */
    state: 'building' | 'ready';
    /** How many runs it knows, whatever the filter. */
    runs: number;
    /** When the runs were last listed; ISO 8601, UTC. */
    updatedAt?: string;
  };
  /** The branches that runs are of, most recent first, 100 at most; first page only. */
  branches?: string[];
}

/**
 * What is to happen to a blob by the lifecycle rules of its account.
 *
 * @public
 */
export interface AzureBlobRetention {
  action: 'delete' | 'cool' | 'cold' | 'archive';
  /** The earliest time; ISO 8601, UTC. */
  at: string;
  /** The name of the rule. */
  rule: string;
}

/**
 * A file that differs between two runs.
 *
 * @public
 */
export interface AzureBlobDifference {
  /** Relative to the runs. */
  path: string;
  change: 'added' | 'removed' | 'changed';
  /** In the base; absent where `added`. */
  before?: AzureBlobComparedFile;
  /** In the head; absent where `removed`. */
  after?: AzureBlobComparedFile;
}

/**
 * One side of an {@link AzureBlobDifference}.
 *
 * @public
 */
export interface AzureBlobComparedFile {
  /** In bytes. */
  size: number;
  /** ISO 8601, UTC. */
  lastModified: string;
  /** Lower-case hex, where it was recorded. */
  sha256?: string;
}

/**
 * Two runs compared, by path.
 *
 * @public
 */
export interface AzureBlobComparison
  extends AzureBlobPage<AzureBlobDifference> {
  /** The ids of the runs. */
  base: string;
  head: string;
  /** Of all differences; first page only. */
  totals?: {
    added: number;
    removed: number;
    changed: number;
    unchanged: number;
    /** In bytes. */
    baseSize: number;
    headSize: number;
  };
  /** False where a run has more files than are compared. */
  complete: boolean;
}

/**
 * What an entity has in a location, in a few lines.
 *
 * @public
 */
export interface AzureBlobOverview {
  location: string;
  latest?: AzureBlobRun;
  /** The latest that succeeded on the branch `main`, or on `master`. */
  latestSuccessful?: AzureBlobRun;
  /** Of content, by everybody. */
  downloads: {
    lastWeek: number;
    /** The last few, newest first; empty for those who are not owners. */
    recent: Array<{
      /** ISO 8601, UTC. */
      at: string;
      path: string;
      /** A user's entity ref. */
      by: string;
    }>;
  };
}
