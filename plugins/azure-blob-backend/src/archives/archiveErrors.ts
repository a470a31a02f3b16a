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

import { isError } from '@backstage/errors';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { quote } from '../config/quote';

/** It is no archive, damaged, or encrypted. */
export function unreadable(
  path: string,
  problem: string,
  cause?: unknown,
): AzureBlobError {
  return new AzureBlobError(
    'ArchiveUnreadable',
    `${quote(path)} cannot be looked into: ${problem}.`,
    { cause },
  );
}

/** Reading on would take more than a look is worth. */
export function tooMuch(path: string, problem: string): AzureBlobError {
  return new AzureBlobError(
    'DecompressionLimit',
    `${quote(
      path,
    )} is not unpacked any further: ${problem}. Download it instead.`,
  );
}

/** Whatever a parser stumbles over is the archive's fault, and storage's is not. */
export function toArchiveError(path: string, error: unknown): unknown {
  if (error instanceof AzureBlobError) {
    return error;
  }
  // Aborted by whoever asked, who knows.
  if (isError(error) && error.name === 'AbortError') {
    return error;
  }
  return unreadable(path, 'it is damaged or cut off', error);
}

/** Whether it is the archive that is at fault. */
export function isArchiveError(error: unknown): error is AzureBlobError {
  return (
    error instanceof AzureBlobError &&
    (error.code === 'ArchiveUnreadable' || error.code === 'DecompressionLimit')
  );
}
