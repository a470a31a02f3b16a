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

/** Texts of permanent links, and of the page that they lead through. */
export const linksMessages = {
  title: 'Artifacts',
  own: 'Artifacts of what you own',
  heading: 'Permanent link',
  following: 'Looking up where this link leads…',
  run: 'Run',
  latestRun: 'Latest run',
  version: 'Version',
  blobVersion: 'Version of the file',
  movedFrom: 'formerly {{from}}',
  moved: {
    title: '{{from}} is called {{name}} now.',
    description: 'The link that you followed keeps working.',
    dismiss: 'Dismiss',
  },
  broken: {
    title: 'This link is not complete.',
    description:
      'Part of it may have been lost on its way; ask whoever sent it for the whole link.',
  },
  gone: {
    run: {
      title: 'This run is not there any more.',
      description:
        'It was deleted, by a rule of the storage account or by somebody who may do so.',
    },
    latest: {
      title: 'There is no such run yet.',
      description: 'This link leads to the latest run as soon as there is one.',
    },
    path: {
      title: 'This file or folder is not there any more.',
      description:
        'It was deleted, moved or never part of this run; the link itself is fine.',
    },
    version: {
      title: 'This version of the file is not there any more.',
      description:
        'Old versions are kept for a time only; the file itself still exists.',
    },
    nowhere: 'None of the runs before has it either.',
    nearest: 'Run {{run}} is the newest that still has it.',
  },
  ways: {
    nearest: 'Open it in run {{run}}',
    current: 'Open the current version',
    versions: 'See all versions',
    run: 'Open the run',
    latest: 'Latest run',
    all: 'See what there is',
  },
} as const;
