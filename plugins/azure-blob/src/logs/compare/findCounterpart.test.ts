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

import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';
import { findCounterpart } from './findCounterpart';

function toItems(paths: string[]): AzureBlobItem[] {
  return paths.map(path => ({
    name: path.replace(/\/$/, '').split('/').pop() ?? '',
    path,
    kind: path.endsWith('/') ? 'folder' : 'file',
  }));
}

describe('findCounterpart', () => {
  it.each([
    ['deploy-10.log', ['deploy-2.log', 'deploy-9.log', 'deploy-11.log'], 1],
    ['deploy-1.log', ['old/', 'deploy-2.log', 'deploy-9.log'], 1],
    ['a/deploy.log', ['b/build.log', 'b/deploy.log', 'b/e.log'], 1],
    ['a/deploy.log', ['b/build.log', 'b/e.log'], 0],
    ['deploy.log', ['old/'], -1],
    ['deploy.log', [], -1],
  ])('should compare %s with one of %j', (path, others, index) => {
    expect(findCounterpart(toItems(others), path)).toBe(others[index]);
  });
});
