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

// The floors of the house, top first: a folder imports only from floors below.
const floors = [
  ['routers', 'actions'],
  ['links'],
  [
    ...['artifacts', 'logs', 'requests', 'downloads', 'archives', 'runs'],
    ...['diagnosis', 'reviews', 'provenance'],
  ],
  ['content'],
  ['access'],
  ['bindings'],
  ['identity', 'locations', 'audit', 'storage', 'limits'],
  ['keys', 'retention'],
];

const blobClient = {
  name: '@azure/storage-blob',
  message: 'Only storage/ talks to Azure Storage.',
};

const floorRules = floors.flatMap((floor, height) =>
  floor.map(folder => ({
    files: [`src/${folder}/**/*.ts`],
    excludedFiles: ['**/*.test.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: folder === 'storage' ? [] : [blobClient],
          patterns: [
            {
              group: floors
                .slice(0, height + 1)
                .flat()
                .filter(other => other !== folder)
                .concat('plugin')
                .flatMap(other =>
                  ['..', '../..', '../../..'].map(up => `${up}/${other}`),
                )
                .flatMap(path => [path, `${path}/**`]),
              message: `${folder}/ imports only from the floors below it.`,
            },
          ],
        },
      ],
    },
  })),
);

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    ...floorRules,
    {
      files: ['src/*.ts'],
      excludedFiles: ['**/*.test.ts'],
      rules: {
        '@typescript-eslint/no-restricted-imports': [
          'error',
          { paths: [blobClient] },
        ],
      },
    },
    {
      // The one door: who holds a store has been let in.
      files: ['src/**/*.ts'],
      excludedFiles: ['src/access/**', 'src/storage/**', '**/*.test.ts'],
      rules: {
        'no-restricted-syntax': [
          'error',
          {
            selector: "Identifier[name='ScopedBlobStore']",
            message: 'Only the gate opens a ScopedBlobStore.',
          },
        ],
      },
    },
  ],
});
