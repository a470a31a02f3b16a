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

/** Texts of the search in one log, and in many. */
export const logSearchMessages = {
  label: 'Search in this log',
  placeholder: 'Search (/)',
  regex: 'Regular expression',
  case: 'Match capital letters',
  word: 'Whole words only',
  previous: 'Previous hit (Shift+Enter)',
  next: 'Next hit (Enter)',
  filter: 'Show only lines with hits',
  stop: 'Stop searching',
  position: '{{index}} of {{total}}',
  count_one: '{{number}} line',
  count_other: '{{number}} lines',
  none: 'No hits',
  running: '{{number}} so far',
  remaining: '{{time}} left',
  searching: 'Searching…',
  stopped: '{{number}} found, not all searched',
  seconds: '{{amount}} s',
  minutes: '{{amount}} min',
  again: 'Search again',
  replaced: 'The log was replaced. Load the new one to search it.',
} as const;
