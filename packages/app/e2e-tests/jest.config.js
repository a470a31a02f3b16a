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

const transform = require.resolve('@backstage/cli/config/jestSwcTransform');
const common = { module: { type: 'commonjs' }, sourceMaps: true };

module.exports = {
  displayName: 'e2e',
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/**/*.test.ts'],
  // One portal, one storage account and two cores.
  maxWorkers: 1,
  testTimeout: 120_000,
  setupFilesAfterEnv: ['<rootDir>/support/retryOnce.ts'],
  transform: {
    '\\.ts$': [
      transform,
      {
        ...common,
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      },
    ],
    '\\.m?js$': [
      transform,
      {
        ...common,
        jsc: { target: 'es2022', parser: { syntax: 'ecmascript' } },
      },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(playwright-core|axe-core)/'],
};
