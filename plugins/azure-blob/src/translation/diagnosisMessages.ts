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

/** Texts of the diagnosis, here and on the page of the administrators. */
export const diagnosisMessages = {
  why: 'Why?',
  label: 'Diagnosis',
  loading: 'Taking every step once more…',
  waiting:
    'Waiting for the catalog, Microsoft and Azure Storage to answer; this can take some seconds.',
  failed: 'The diagnosis itself did not work.',
  checks: 'What was checked',
  stopped: 'Stopped at: {{title}}',
  warned: 'Nothing stops you, but something needs attention.',
  passed: 'Every step works.',
  state: {
    passed: 'Passed',
    failed: 'Failed',
    warning: 'Warning',
    skipped: 'Skipped',
    notReached: 'Not reached',
  },
  who: {
    you: 'You',
    owners: 'The owners',
    'portal-admins': 'Administrators of this portal',
    'tenant-admins': 'Administrators of Entra ID',
    'storage-admins': 'Administrators of the storage account',
  },
  since: 'since',
  copyCommand: 'Copy the command',
  commandCopied: 'Command copied',
  copyConfig: 'Copy the lines for app-config',
  configCopied: 'Lines copied',
  again: 'Check again',
  checked: 'Checked',
  requestId: 'Request',
} as const;
