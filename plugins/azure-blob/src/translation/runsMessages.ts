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

/** Texts of the list of runs, of a run, and of the comparison of two. */
export const runsMessages = {
  filters: {
    label: 'Filter the runs',
    branch: 'Branch',
    anyBranch: 'All branches',
    branchSearch: 'Find a branch',
    status: 'Status',
    anyStatus: 'Any status',
    date: 'Date',
    anyDate: 'Any time',
    span: {
      '24h': 'Last 24 hours',
      '7d': 'Last 7 days',
      '30d': 'Last 30 days',
      '90d': 'Last 90 days',
    },
    days: 'Choose days',
    text: 'Filter the runs by text',
    textHint: '/ to filter runs',
    textPlain: 'Filter runs',
    clear: 'Clear filters',
  },
  list: {
    none: 'There are no runs.',
    noneFits: 'No run fits these filters.',
    loading: 'Loading more runs…',
    count_one: '{{count}} run',
    count_other: '{{count}} runs',
    countMore: '{{number}} runs, more below',
    countOf: '{{number}} of {{total}} runs, more below',
  },
  index: { building: 'Finding the runs: {{number}} so far' },
  latest: {
    link: 'Latest successful on {{branch}}',
    isSuccessful: 'The latest successful run on {{branch}}.',
    isFitting: 'The latest run that fits the filters.',
    follows: 'This address always leads to the newest one.',
    copy: 'Copy link',
    copied: 'Link copied',
  },
  header: {
    totals_one: '{{number}} item · {{size}}',
    totals_other: '{{number}} items · {{size}}',
    andMore: 'and more',
    logs: 'Logs of this run',
    copy: 'Copy a link to this run',
    all: 'All runs',
    goneTitle: 'This run is not there any more.',
    goneAdvice:
      'It may have been deleted, or the link is wrong. The other runs are in the list.',
    goneLatest: 'Show the newest run',
  },
  retention: {
    delete: 'Deleted after {{date}} by the rule "{{rule}}".',
    cool: 'Moves to the cool tier after {{date}} by the rule "{{rule}}".',
    cold: 'Moves to the cold tier after {{date}} by the rule "{{rule}}".',
    archive:
      'Moves to the archive after {{date}} by the rule "{{rule}}"; reading it takes hours then.',
  },
  compare: {
    choose: 'Compare with…',
    chooseTitle: 'Compare {{run}} with',
    chooseHint:
      'The newest successful run before it on the same branch is chosen already.',
    submit: 'Compare',
    cancel: 'Cancel',
    find: 'Find a run',
    title: '{{base}} compared with {{head}}',
    back: 'Back to {{run}}',
    swap: 'Swap the two',
    loading: 'Comparing the files of the two runs…',
    identical: 'The two runs have the same files.',
    identicalHint_one: '{{number}} file, {{size}}.',
    identicalHint_other: '{{number}} files, {{size}} together.',
    incomplete:
      'One of the runs has more files than are compared; what follows is of the first ones only.',
    kinds: 'Show',
    all: 'All',
    added: 'Added',
    removed: 'Removed',
    changed: 'Changed',
    unchanged: 'Unchanged',
    size: '{{before}} → {{after}}',
    list: 'Differences',
    more: 'Loading more differences…',
    noneOfKind: 'Nothing was {{kind}}.',
    countMore: '{{number}} shown, more below',
    count_one: '{{count}} difference',
    count_other: '{{count}} differences',
    retry: 'Load more differences',
    goneTitle: 'One of the two runs is not there any more.',
    goneAdvice: 'Choose another one to compare with.',
  },
  diff: {
    label: 'Differences in {{path}}',
    loading: 'Reading both sides…',
    close: 'Close',
    next: 'Next change',
    previous: 'Previous change',
    openIn: 'Open in {{run}}',
    download: 'Download from {{run}}',
    tooLarge:
      'Files over 1 MiB are not compared line by line. Open or download both sides instead.',
    binary:
      'This is not text, so there are no lines to compare. Open or download both sides instead.',
    tooDifferent:
      'The two sides differ too much to be set side by side. Open or download both sides instead.',
    same: 'The text of both sides is the same.',
    fold_one: '{{number}} unchanged line',
    fold_other: '{{number}} unchanged lines',
    added: 'added',
    removed: 'removed',
    noNewline: 'no line break at the end',
    counts: '{{added}} added, {{removed}} removed',
    cut: '{{number}} more characters',
  },
} as const;
