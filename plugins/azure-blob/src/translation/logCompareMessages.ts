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

/** Texts of the comparison of two logs. */
export const logCompareMessages = {
  title: '{{base}} compared with {{head}}',
  back: 'Back to the log',
  swap: 'Swap the two',
  chooseTitle: 'Compare {{name}} with',
  chooseHint:
    'Choose a run. The newest successful one before this run on the same branch is chosen already.',
  chooseLog: 'Choose a log.',
  chooseLogHint:
    'Choose a log. The one before it in this folder, or the one of the same name in another folder, is chosen already.',
  log: 'Log of that run',
  noLogs: 'That run has no logs here.',
  noOtherLog: 'There is no other log in this folder.',
  inFolder: 'In {{folder}}',
  submit: 'Compare',
  cancel: 'Cancel',
  find: 'Find a run',
  loading: 'Comparing the two logs…',
  label: 'Differences of {{name}}',
  same: 'The two logs say the same.',
  counts: 'Lines removed: {{removed}} · added: {{added}}',
  normalized:
    'Times, durations, ids, ports and temporary paths do not count as differences.',
  incomplete:
    'The logs were not compared to their ends: what follows is of the first {{base}} and {{head}} lines.',
  fold_one: '{{number}} same line',
  fold_other: '{{number}} same lines',
  next: 'Next difference (n)',
  previous: 'Previous difference (p)',
  position: '{{index}} of {{total}}',
  differences_one: '{{count}} difference',
  differences_other: '{{count}} differences',
  added: 'added',
  removed: 'removed',
  open: {
    base: 'Open line {{line}} of the first log',
    head: 'Open line {{line}} of the second log',
  },
  cut: '{{number}} more characters',
  pending: 'Loading…',
} as const;
