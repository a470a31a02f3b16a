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

import { mockServices } from '@backstage/backend-test-utils';
import { AzureBlobLock } from 'backstage-plugin-azure-blob-common';
import { LockView } from './LockView';

describe('LockView', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('should say once for each time that the database is gone, and why', async () => {
    const list = jest.fn(async (): Promise<AzureBlobLock[]> => []);
    const logger = mockServices.logger.mock();
    // It is gone from the start, and comes back each time.
    list.mockRejectedValueOnce(new RangeError('secret upstream text'));
    const view = await LockView.start({ store: { list }, logger });
    for (const [failure, reason] of [
      [new RangeError('secret upstream text'), 'RangeError'],
      [new TypeError('secret upstream text'), 'TypeError'],
      ['secret upstream text', 'unknown'],
    ]) {
      list.mockRejectedValue(failure);
      await jest.advanceTimersByTimeAsync(30_000);
      expect(logger.error.mock.calls.splice(0)).toEqual([
        [
          'The locks cannot be read; without them, no access is given',
          { reason },
        ],
      ]);
      expect(() => view.list()).toThrow(
        'The portal cannot look up right now whether access has been stopped, so it is not given. Try again in a moment.',
      );
      list.mockResolvedValue([]);
      await jest.advanceTimersByTimeAsync(30_000);
      expect(view.list()).toEqual([]);
    }
    view.stop();
    expect(jest.getTimerCount()).toBe(0);
    expect(logger.error.mock.calls).toEqual([]);
  });
});
