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

/** Texts of the search through all logs of a run and of those before, or of a folder. */
export const logsSearchMessages = {
  open: 'All logs',
  openHint: 'Search all logs of this run, and find out since when it is there',
  openHintFolder: 'Search all logs of this folder, and of those in it',
  title: 'In all logs',
  close: 'Close',
  label: 'Search in all logs',
  scope: 'Where',
  thisRun: 'This run',
  lastRuns: 'Since when? Last {{number}} runs',
  allFolders: 'All folders',
  search: 'Search',
  stop: 'Stop',
  prompt:
    'Enter what to look for: an error message, the name of a test, an identifier.',
  progress_one: '{{logs}} logs of {{runs}} run searched · {{size}}',
  progress_other: '{{logs}} logs of {{runs}} runs searched · {{size}}',
  progressFolder: '{{logs}} logs searched · {{size}}',
  none: 'Found in no log of this run.',
  noneFolder: 'Found in no log here.',
  noneRuns: 'Found in none of the last {{number}} runs.',
  onlyHere: 'New in {{run}}: in none of the {{number}} runs before it.',
  since_one:
    'Since {{run}}, {{count}} run ago. It was in none of the {{before}} runs before that.',
  since_other:
    'Since {{run}}, {{count}} runs ago. It was in none of the {{before}} runs before that.',
  sinceFirst:
    'At least since {{run}}, the oldest of the {{number}} runs that were searched.',
  gaps: 'Not every run since then has it.',
  gone: 'Last in {{run}}. It is not in {{newest}}.',
  soFar_one: 'Searching… Found in {{count}} run so far.',
  soFar_other: 'Searching… Found in {{count}} runs so far.',
  incomplete:
    'Not everything was searched: one search reads up to a limit of logs, bytes and time. Choose fewer runs, or search a single log.',
  incompleteFolder:
    'Not everything was searched: one search reads up to a limit of logs, bytes and time. Choose a smaller folder, or search a single log.',
  stoppedHere: 'The search was stopped, so this may not be all of it.',
  cut: 'not searched to its end',
  hits_one: '{{number}} line',
  hits_other: '{{number}} lines',
  more_one: '{{number}} more in this log',
  more_other: '{{number}} more in this log',
  moreLogs: 'Show {{number}} more logs',
  results: 'Results',
  position: 'Log {{index}} of {{total}}',
  inLogs_one: 'In {{number}} log',
  inLogs_other: 'In {{number}} logs',
  nextLog: 'Next log',
  previousLog: 'Previous log',
  looking: 'Looking for "{{q}}" in the logs of this run…',
  lookingFolder: 'Looking for "{{q}}" in all logs here…',
  notFound: '"{{q}}" was found in no log of this run.',
  notFoundFolder: '"{{q}}" was found in no log here.',
  lookBack: 'Look in the last {{number}} runs',
  notFoundAdvice:
    'The test may print another name than its report has. Search for a part of it, or in the runs before.',
  notFoundAdviceFolder:
    'The test may print another name than its report has. Search for a part of it.',
} as const;
