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

/** The run that the files of {@link PREVIEWS} are of, and what it built. */
export const RUN = '1284';
export const VERSION = `1.4.${RUN}`;

/** What is shown of a file of the newest run: what it says, and how it is found. */
export const PREVIEWS: Array<[kind: string, path: string, shown: string]> = [
  ['source', 'reports/coverage/sorter.js', '[aria-label="Lines of sorter.js"]'],
  ['json', 'build-info.json', '[aria-label="Content of build-info.json"]'],
  [
    'yaml',
    'deploy/payments-api.yaml',
    '[aria-label="Content of payments-api.yaml"]',
  ],
  ['markdown', 'README.md', 'h1:text-is("Azure Blob for Backstage")'],
  ['csv', 'reports/tests.csv', '[aria-label="Rows of tests.csv"]'],
  ['tsv', 'reports/tests.tsv', '[aria-label="Rows of tests.tsv"]'],
  ['image', 'reports/coverage.png', 'img[alt="coverage.png"]'],
  ['svg', 'reports/coverage.svg', 'img[alt="coverage.svg"]'],
  // The browser of the tests has no viewer.
  ['pdf', 'docs/readme.pdf', 'text=Your browser has no viewer for PDF.'],
  ['junit', 'reports/junit.xml', '[aria-label="Tests of junit.xml"]'],
  ['trx', 'reports/tests.trx', '[aria-label="Tests of tests.trx"]'],
  [
    'lcov',
    'reports/coverage/lcov.info',
    '[aria-label="Coverage by file"] >> text=AzureBlobClient.ts',
  ],
  [
    'cobertura',
    'reports/cobertura.xml',
    '[aria-label="Coverage by file"] >> text=AzureBlobClient.ts',
  ],
  [
    'cyclonedx-json',
    'sbom/bom.cdx.json',
    '[aria-label="Packages of bom.cdx.json"]',
  ],
  [
    'cyclonedx-xml',
    'sbom/bom.cdx.xml',
    '[aria-label="Packages of bom.cdx.xml"]',
  ],
  [
    'spdx-json',
    'sbom/bom.spdx.json',
    '[aria-label="Packages of bom.spdx.json"]',
  ],
  ['spdx-tags', 'sbom/bom.spdx', '[aria-label="Packages of bom.spdx"]'],
  ['html', 'reports/coverage/index.html', 'iframe[title="Report index.html"]'],
  ['zip', `dist/payments-api-${VERSION}.zip`, '[aria-label^="Content of "]'],
  ['jar', `dist/payments-api-${VERSION}.jar`, '[aria-label^="Content of "]'],
  [
    'nupkg',
    `dist/payments-api.${VERSION}.nupkg`,
    '[aria-label^="Content of "]',
  ],
  [
    'whl',
    `dist/payments_api-${VERSION}-py3-none-any.whl`,
    '[aria-label^="Content of "]',
  ],
  [
    'tgz',
    'dist/backstage-plugin-azure-blob-common-0.1.0.tgz',
    '[aria-label^="Content of "]',
  ],
  ['empty', 'reports/warnings.txt', 'text=This file is empty'],
  ['binary', 'reports/junit.xml.gz', 'text=No preview of this kind of file'],
];
