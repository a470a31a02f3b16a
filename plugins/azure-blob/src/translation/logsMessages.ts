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

/** Texts of the Logs tab. */
export const logsMessages = {
  files: {
    label: 'Logs of this run',
    up: 'Up one folder',
    empty: 'This run has no logs.',
    choose: 'Choose a log.',
  },
  emptyTitle: 'No logs yet',
  emptyDescription:
    'They show up here as soon as a pipeline uploads its output to the log folder of this component.',
  viewer: {
    label: 'Lines of {{name}}',
    loading: 'Opening the log…',
    lines_one: '{{count}} line',
    lines_other: '{{formatted}} lines',
    empty: 'This log is empty.',
    indexing: 'Counting lines: {{percent}} %',
    indexingDetail: 'The end is shown meanwhile.',
    jump: 'Go to line',
    jumpPlaceholder: 'Line',
    jumpHint: 'Go to line (g)',
    jumped: 'Line {{line}} of {{lines}}',
    notCounted:
      'Line {{line}} opens as soon as the lines have been counted that far.',
    outOfRange: 'This log has {{lines}} lines.',
    toEnd: 'Go to the end',
    toStart: 'Go to the start',
    copyLink: 'Copy link to line {{line}}',
    linkCopied: 'Link copied',
    clearLine: 'Clear the marked line',
    download: 'Download',
    omitted: '+ {{number}} more characters',
    pending: 'Loading…',
    replaced:
      'This log was replaced. What you read is kept until you load the new one.',
    loadNew: 'Load the new one',
    keys: 'Arrows, Page Up, Page Down, Home and End move; g goes to a line.',
  },
} as const;
