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

/** Texts of the Artifacts tab, and of what it shares with the Logs tab. */
export const artifactsMessages = {
  location: 'Location',
  locations: {
    emptyTitle: 'Nothing is stored for this component',
    emptyArtifacts:
      'No location with artifacts applies to it. The admins of this portal describe locations in the app-config, and the annotation azure-blob/locations chooses among them.',
    emptyLogs:
      'No location with logs applies to it. The admins of this portal describe locations in the app-config, and the annotation azure-blob/locations chooses among them.',
  },
  runs: {
    label: 'Runs',
    select: 'Run',
    more: 'Load more runs',
    by: 'by {{name}}',
    took: 'took {{duration}}',
    pipeline: 'Pipeline',
    status: {
      succeeded: 'Succeeded',
      failed: 'Failed',
      canceled: 'Canceled',
      running: 'Running',
      unknown: 'Unknown',
    },
  },
  folder: {
    folder: 'Folder',
    more: 'Load more',
  },
} as const;
