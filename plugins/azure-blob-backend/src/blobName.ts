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

import {
  AzureBlobPathOptions,
  findBlobPathProblem,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { quote } from './config/quote';

/**
 * Lets a path through only if it names the same blob for every reader on its
 * way.
 *
 * @throws `AzureBlobError` with `InvalidBlobName`.
 */
export function assertBlobPath(
  path: string,
  options: AzureBlobPathOptions,
): void {
  const problem = findBlobPathProblem(path, options);
  if (problem) {
    throw new AzureBlobError(
      'InvalidBlobName',
      `The path ${quote(path)} cannot be used: ${problem}.`,
    );
  }
}

/** Whether {@link assertBlobPath} lets a path through. */
export function isBlobPath(
  path: string,
  options: AzureBlobPathOptions,
): boolean {
  return findBlobPathProblem(path, options) === undefined;
}
