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
    labelFolder: 'Logs of this folder',
    up: 'Up one folder',
    empty: 'This run has no logs.',
    emptyFolder: 'There are no logs here.',
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
    aboutLines_one: 'about {{count}} line',
    aboutLines_other: 'about {{formatted}} lines',
    errors_one: '{{count}} error',
    errors_other: '{{formatted}} errors',
    nextError: 'Next error (e)',
    previousError: 'Previous error (E)',
    empty: 'This log is empty.',
    indexing: 'Counting lines: {{percent}} %',
    indexingDetail:
      'Every place is open meanwhile; numbers with ~ are estimates.',
    unpackingDetail:
      'This log is compressed: its end opens when it has been unpacked.',
    unpacking: 'Unpacking the first lines…',
    jump: 'Go to line',
    jumpPlaceholder: 'Line',
    jumpHint: 'Go to line (g)',
    jumped: 'Line {{line}} of {{lines}}',
    notCounted:
      'Line {{line}} opens as soon as the lines have been counted that far.',
    outOfRange: 'This log has {{lines}} lines.',
    toEnd: 'Go to the end',
    toStart: 'Go to the start',
    selection: 'Marked lines',
    selectedLine: 'Line {{line}}',
    selectedLines: 'Lines {{line}} to {{last}} ({{number}})',
    copy: 'Copy',
    linesCopied_one: '{{count}} line copied',
    linesCopied_other: '{{formatted}} lines copied',
    linesCopiedCut_one: 'The first of {{all}} lines copied',
    linesCopiedCut_other:
      'The first {{formatted}} of {{all}} lines copied; download the rest',
    copyFailed: 'The lines could not be read.',
    copyLink: 'Copy link to line {{line}}',
    copyLinkRange: 'Copy link to lines {{line}} to {{last}}',
    linkCopied: 'Link copied',
    downloadLines: 'Download these lines',
    downloadFailed: 'The lines could not be downloaded.',
    clearLine: 'Clear the marked line',
    clearLines: 'Clear the marked lines',
    download: 'Download',
    omitted: '+ {{number}} more characters',
    pending: 'Loading…',
    folded: '(folded {{number}})',
    foldAll: 'Fold all groups',
    unfoldAll: 'Unfold all groups',
    tools: 'More tools',
    wrap: 'Wrap long lines (w)',
    follow: 'Follow the end (f)',
    fullScreen: 'Full screen',
    leaveFullScreen: 'Leave full screen (Esc)',
    help: 'Keys (?)',
    timeHint: 'How times are shown (t)',
    time: {
      absolute: 'Time',
      relative: 'Since start',
      gap: 'Since line before',
      off: 'No times',
    },
    live: {
      connecting: 'Connecting…',
      live: 'Live',
      reconnecting: 'Reconnecting…',
    },
    newLines_one: '{{count}} new line',
    newLines_other: '{{formatted}} new lines',
    marker: { error: 'Error:', warning: 'Warning:', notice: 'Notice:' },
    filtering: 'Looking for lines…',
    nothingFound: 'No line matches.',
    replaced:
      'This log was replaced. What you read is kept until you load the new one.',
    gone: 'This log is gone. What you read is kept as long as you stay here.',
    loadNew: 'Load the new one',
    openVersion: 'Open the version you read',
    retry: 'Try again',
    binary: {
      title: 'This does not look like a log',
      description: 'Its first bytes are not those of a text.',
      show: 'Show anyway',
    },
    link: {
      title: 'Follow a link of this log?',
      description:
        'Whoever writes to this log chose where it leads, whatever its text says:',
      open: 'Open in a new tab',
      stay: 'Stay here',
    },
    longLine: {
      title: 'Line {{line}}',
      more: 'Read on',
      failed: 'The rest of the line could not be read.',
    },
    keysTitle: 'Keys',
    key: {
      search: 'Search',
      hits: 'Next and previous hit',
      errors: 'Next and previous error',
      line: 'Go to a line',
      ends: 'Start and end',
      follow: 'Follow what is written',
      wrap: 'Wrap long lines',
      time: 'How times are shown',
      fold: 'Fold and unfold the group that has the focus',
      copy: 'Mark all lines, copy the marked ones',
      leave: 'Leave full screen',
    },
    keys: 'Arrows, Page Up, Page Down, Home and End move; g goes to a line, slash searches, question mark shows all keys.',
  },
} as const;
