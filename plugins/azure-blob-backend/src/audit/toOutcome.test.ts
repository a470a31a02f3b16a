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

import { AzureBlobErrorCode } from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { toOutcome } from './toOutcome';

describe('toOutcome', () => {
  it.each<[AzureBlobErrorCode, string]>([
    ['AssertionMissing', 'denied'],
    ['NoRole', 'denied'],
    ['BlobNotFound', 'failed'],
    ['RangeNotSatisfiable', 'failed'],
    ['RateLimited', 'failed'],
    ['StorageUnavailable', 'failed'],
  ])('should have %s recorded as %s', (code, result) => {
    expect(toOutcome(new AzureBlobError(code, 'No.'))).toEqual({
      result,
      code,
    });
  });

  it('should tell nothing of what was thrown by mistake', () => {
    expect(toOutcome(new TypeError('secret'))).toEqual({
      result: 'failed',
      code: 'Unexpected',
    });
  });

  it('should blame a client that has gone, and no other', () => {
    const client = new AbortController();
    const error = new AzureBlobError('NoRole', 'No.');
    expect(toOutcome(error, client.signal).result).toBe('denied');
    client.abort();
    expect(toOutcome(error, client.signal)).toEqual({ result: 'aborted' });
  });
});
