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

import { AzureBlobLogApi } from './AzureBlobLogApi';
import {
  AzureBlobAccess,
  AzureBlobArchiveEntries,
  AzureBlobArchiveLink,
  AzureBlobBinding,
  AzureBlobCallOptions,
  AzureBlobComparison,
  AzureBlobContent,
  AzureBlobDetails,
  AzureBlobDiagnosis,
  AzureBlobDownload,
  AzureBlobDownloadLink,
  AzureBlobDownloadMode,
  AzureBlobFolderPage,
  AzureBlobLinkTarget,
  AzureBlobLocationRequest,
  AzureBlobLock,
  AzureBlobLockTarget,
  AzureBlobOverview,
  AzureBlobPageRequest,
  AzureBlobPathRequest,
  AzureBlobProvenance,
  AzureBlobRunDetails,
  AzureBlobRunFilter,
  AzureBlobRunPage,
  AzureBlobRunStatus,
  AzureBlobStatus,
  AzureBlobVersionRequest,
} from './types';

/**
 * The API of the azure-blob backend plugin.
 *
 * @remarks
 * Every method throws a `ResponseError` of `@backstage/errors` whose
 * `body.error.code` is an {@link AzureBlobErrorCode}.
 *
 * @public
 */
export interface AzureBlobApi extends AzureBlobLogApi {
  getAccess(
    request: { entityRef: string },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobAccess>;

  listRuns(
    request: AzureBlobLocationRequest &
      AzureBlobPageRequest &
      AzureBlobRunFilter,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobRunPage>;

  /**
   * One run, with what its files come to; `run` is its id.
   */
  getRun(
    request: AzureBlobLocationRequest & { run: string },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobRunDetails>;

  /** What differs between two runs, which are named by their ids. */
  compareRuns(
    request: AzureBlobLocationRequest &
      AzureBlobPageRequest & { base: string; head: string },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobComparison>;

  /** What an entity has in a location, in a few lines. */
  getOverview(
    request: AzureBlobLocationRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobOverview>;

  listArtifacts(
    request: AzureBlobPathRequest & AzureBlobPageRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobFolderPage>;

  getArtifact(
    request: AzureBlobVersionRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobDetails>;

  /**
   * Bytes of a blob, or with `entry` of one member of an archive.
   *
   * @remarks
   * Aborting `signal` ends the reading of the body too. A member is always read
   * from its beginning, and ends at `length` where that is given.
   */
  readContent(
    request: AzureBlobVersionRequest & {
      /** `path` of an `AzureBlobArchiveEntry`. */
      entry?: string;
      /** In bytes, from 0. */
      offset?: number;
      /** In bytes; to the end where it is left out. */
      length?: number;
    },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobContent>;

  /** The inside of an archive, without downloading it. */
  listArchiveEntries(
    request: AzureBlobVersionRequest & AzureBlobPageRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobArchiveEntries>;

  /** Verifies the attestations beside an artifact. */
  getProvenance(
    request: AzureBlobVersionRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobProvenance>;

  /**
   * Finds what a permanent link names, wherever it is by now.
   */
  resolveLink(
    request: {
      entityRef: string;
      /** The first that applies to the entity where it is left out. */
      location?: string;
      /** Relative to the run; to the scope where no run is named. */
      path?: string;
      /** The id of a run, or `latest`. */
      run?: string;
      /** With `latest`, the branch and status it has to have. */
      branch?: string;
      status?: AzureBlobRunStatus;
      /** `version` of an `AzureBlobRun`, instead of `run`. */
      version?: string;
      /** `version` of an `AzureBlobVersion`. */
      blobVersion?: string;
    },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobLinkTarget>;

  /**
   * Links that download blobs without a header; all or none are made.
   */
  createDownloadLinks(
    request: AzureBlobLocationRequest & {
      /** 1 to 100. */
      paths: string[];
      /** As the account of the location says, where it is left out. */
      mode?: AzureBlobDownloadMode;
      /** `version` of an `AzureBlobVersion`, of a single path; not with `sas`. */
      version?: string;
      /** Only these lines of a single log, both included; not with `sas`. */
      lines?: { from: number; to: number; revision?: string };
    },
    options?: AzureBlobCallOptions,
  ): Promise<{ links: AzureBlobDownloadLink[] }>;

  /** A link that downloads files and folders as one zip. */
  createArchiveLink(
    request: AzureBlobLocationRequest & {
      /** 1 to 1,000; a folder's ends with a slash, and stands for all below it. */
      paths: string[];
    },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobArchiveLink>;

  /** How a download of one's own goes, by the id of its link. */
  getDownload(
    request: { id: string },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobDownload>;

  /** Ends a download of one's own. */
  cancelDownload(
    request: { id: string },
    options?: AzureBlobCallOptions,
  ): Promise<void>;

  /**
   * Takes every step of the gate, and tells where it stopped and what helps.
   *
   * @remarks
   * Whoever is denied does not know the locations: without one, the first that
   * applies to the entity is diagnosed.
   */
  getDiagnosis(
    request: { entityRef: string; location?: string },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobDiagnosis>;

  /** The state of the installation; administrators only. */
  getStatus(options?: AzureBlobCallOptions): Promise<AzureBlobStatus>;

  /** The locks that hold; administrators only. */
  listLocks(
    options?: AzureBlobCallOptions,
  ): Promise<{ items: AzureBlobLock[] }>;

  /** Stops access at once; administrators only. */
  createLock(
    request: {
      target: AzureBlobLockTarget;
      reason: string;
      /** ISO 8601, UTC. */
      expiresAt?: string;
    },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobLock>;

  /** Takes a lock away; administrators only. */
  deleteLock(
    request: { id: string },
    options?: AzureBlobCallOptions,
  ): Promise<void>;

  /** Whose storage the scopes of an entity have been. */
  getBindings(
    request: { entityRef: string },
    options?: AzureBlobCallOptions,
  ): Promise<{ items: AzureBlobBinding[] }>;

  /**
   * Confirms that an entity rightly took over its scope; former owners and
   * administrators only.
   */
  confirmBinding(
    request: AzureBlobLocationRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobBinding>;
}
