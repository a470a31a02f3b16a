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

/** What a permanent link names. */
export interface Permalink {
  entityRef: string;
  /** The first that applies to the entity where it is left out. */
  location?: string;
  /** The id of a run, or `latest`. */
  run?: string;
  /** With `latest`, the branch and status it has to have. */
  branch?: string;
  status?: AzureBlobRunStatus;
  /** Relative to the run; to the scope where no run is named. */
  path?: string;
  /** Of what a run built, instead of `run`. */
  version?: string;
  /** `version` of an `AzureBlobVersion`. */
  blobVersion?: string;
  line?: number;
}

/** Where the page with the permanent links is. */
export const PERMALINK_ROOT = '/artifacts';
