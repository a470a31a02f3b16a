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

/** Texts of the preview of a file. */
export const previewMessages = {
  label: 'Preview of {{name}}',
  content: 'Content of {{name}}',
  loading: 'Opening {{name}}…',
  download: 'Download',
  downloadFile: 'Download {{name}}',
  reload: 'Load the new one',
  filter: 'Filter',
  omitted: '+ {{number}} more characters',
  states: {
    emptyTitle: 'This file is empty',
    emptyText: 'It has no bytes at all.',
    binaryTitle: 'No preview of this kind of file',
    binaryText:
      'It is {{size}} of something other than text. Download it to open it.',
    binaryUnknownSize:
      'It is something other than text. Download it to open it.',
    unsupportedName:
      'Its name breaks the rules for names, so it is shown and never fetched.',
    nestedTitle: 'An archive inside an archive',
    nestedText: 'Download the outer one to look into it.',
    changedTitle: 'This file was replaced',
    changedText:
      'What you see would be put together from two files. Load the new one.',
    tooLargeTitle: 'Too large to be shown here',
    tooLargeText:
      'It is {{size}}, and {{limit}} at most are shown. Download it to open it.',
    bombTitle: 'This picture is too large to be shown',
    bombText: 'It has {{pixels}} million pixels. Download it to open it.',
  },
  banner: {
    corrupt: 'It does not read as {{kind}}: {{reason}}. Shown as text.',
    unsafe: 'It holds what is not opened here: {{reason}}. Shown as text.',
    tooLarge: 'Too large to be shown as {{kind}}. Shown as text.',
  },
  kinds: {
    cobertura: 'Cobertura coverage',
    csv: 'a table',
    cycloneDx: 'a CycloneDX SBOM',
    html: 'an HTML report',
    json: 'JSON',
    junit: 'JUnit results',
    lcov: 'LCOV coverage',
    markdown: 'Markdown',
    spdx: 'an SPDX SBOM',
    svg: 'a picture',
    trx: 'TRX results',
    yaml: 'YAML',
  },
  text: {
    label: 'Lines of {{name}}',
    lines_one: '{{formatted}} line',
    lines_other: '{{formatted}} lines',
    soFar: '{{lines}} so far, {{read}} of {{size}} read',
    limit: 'The first {{size}} are shown. Download it to see the rest.',
    pending: 'Reading on…',
    failed: 'Reading on failed.',
    retry: 'Try again',
    keys: 'Arrows, Page Up, Page Down, Home and End move.',
  },
  tree: {
    label: 'Content of {{name}}',
    keys: 'Up and down move, right opens, left closes, Enter opens or closes.',
    search: 'Search keys and values',
    hits: '{{at}} of {{hits}}',
    manyHits: '{{at}} of the first {{hits}}',
    noHits: 'Nothing found',
    next: 'Next',
    previous: 'Previous',
    copyPath: 'Copy path',
    copyValue: 'Copy value',
    pathCopied: 'Path copied',
    valueCopied: 'Value copied',
    items_one: '{{formatted}} item',
    items_other: '{{formatted}} items',
    keysOf_one: '{{formatted}} key',
    keysOf_other: '{{formatted}} keys',
  },
  markdown: {
    image: 'Picture not loaded: {{name}}',
    more: 'Laying out the rest…',
  },
  csv: {
    label: 'Rows of {{name}}',
    row: 'Row',
    rows_one: '{{formatted}} row',
    rows_other: '{{formatted}} rows',
    soFar: '{{rows}} so far, {{percent}} % of {{size}} read',
    readAll: 'Read to the end',
    stop: 'Stop reading',
    header: 'First row is the header',
    columns: 'The first {{shown}} of {{columns}} columns are shown.',
    limit: 'Reading ended at {{size}}. Download it to see the rest.',
  },
  image: {
    facts: '{{width}} × {{height}} pixels',
    actual: 'Actual size',
    failed: 'The picture cannot be decoded.',
  },
  pdf: {
    title: 'PDF',
    noViewer: 'Your browser has no viewer for PDF. Download it to open it.',
    blocked:
      'The content security policy of this portal does not let PDF be shown inside it.',
    open: 'Open in a new tab',
  },
  results: {
    label: 'Tests of {{name}}',
    outcome: 'Outcome',
    allOutcomes: 'All outcomes',
    outcomes: {
      failed: 'Failed',
      passed: 'Passed',
      skipped: 'Skipped',
    },
    test: 'Test',
    suite: 'Suite',
    duration: 'Duration',
    total: '{{number}} tests in {{duration}}',
    detail: 'Test {{name}}',
    message: 'Message of the test',
    details: 'Details of the test',
    none: 'No test matches.',
    noDetail: 'The report has no message for this test.',
    toLog: 'Find in the logs of this run',
    cut: 'Cut off; the source has all of it.',
  },
  coverage: {
    label: 'Coverage by file',
    lines: 'Lines',
    branches: 'Branches',
    functions: 'Functions',
    file: 'File',
    share: '{{covered}} of {{total}}',
    none: 'No file matches.',
  },
  sbom: {
    label: 'Packages of {{name}}',
    packages_one: '{{formatted}} package',
    packages_other: '{{formatted}} packages',
    package: 'Package',
    version: 'Version',
    licence: 'Licence',
    purl: 'Package URL',
    none: 'No package matches.',
  },
  html: {
    frame: 'Report {{name}}',
    safe: 'Shown without scripts, and with nothing from other sites.',
    skipped_one: '{{count}} stylesheet or picture could not be loaded.',
    skipped_other: '{{count}} stylesheets or pictures could not be loaded.',
    pages: 'Pages of this report',
  },
  archive: {
    label: 'Content of {{name}}',
    entry: 'Name',
    size: 'Size',
    packed: 'Packed',
    modified: 'Modified',
    entries_one: '{{formatted}} entry',
    entries_other: '{{formatted}} entries',
    soFar: '{{entries}} so far',
    none: 'No entry matches.',
    empty: 'This archive is empty.',
    encrypted: 'encrypted',
    folder: 'folder',
    link: 'link',
    other: 'special file',
    path: 'Place in the archive',
    readAll: 'List all',
  },
} as const;
