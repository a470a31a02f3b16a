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
  AzureBlobAccess,
  AzureBlobArchiveEntries,
  AzureBlobArchiveEntry,
  AzureBlobBinding,
  AzureBlobDetails,
  AzureBlobDiagnosis,
  AzureBlobDownload,
  AzureBlobLinkTarget,
  AzureBlobLock,
  AzureBlobOverview,
  AzureBlobProvenance,
  AzureBlobRun,
  AzureBlobRunPage,
  AzureBlobStatus,
} from 'backstage-plugin-azure-blob-common';
import { FakeBlob } from './FakeBlobs';

/** What a fake location holds. */
export interface FakeLocation {
  runs?: AzureBlobRun[];
  /** How far the runs have been found; all of them where it is left out. */
  index?: AzureBlobRunPage['index'];
  blobs: Record<string, FakeBlob>;
  /** By path, instead of what follows from the blob. */
  details?: Record<string, Partial<AzureBlobDetails>>;
  /** By path and `version`. */
  versions?: Record<string, Record<string, FakeBlob>>;
  /** By path. */
  archives?: Record<string, FakeArchive>;
  /** By path; `none` where it is left out. */
  provenance?: Record<string, AzureBlobProvenance>;
  /** Follows from the runs where it is left out. */
  overview?: Omit<AzureBlobOverview, 'location'>;
  /** Files of each run that are compared; all of them where it is left out. */
  maxCompared?: number;
}

/** The inside of a fake archive. */
export interface FakeArchive
  extends Pick<AzureBlobArchiveEntries, 'format' | 'problem' | 'total'> {
  entries: Array<
    Omit<AzureBlobArchiveEntry, 'size'> & { size?: number; blob?: FakeBlob }
  >;
}

/** What a `FakeAzureBlobApi` answers from. */
export interface FakeWorld {
  access: AzureBlobAccess;
  diagnosis?: AzureBlobDiagnosis;
  status?: AzureBlobStatus;
  locks?: AzureBlobLock[];
  bindings?: AzureBlobBinding[];
  /** Where each link leads; it follows from the request where it is left out. */
  link?: Partial<AzureBlobLinkTarget>;
  /** By the id of their link. */
  downloads?: Record<string, AzureBlobDownload>;
  locations: Record<string, FakeLocation>;
}
