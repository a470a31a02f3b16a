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

import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { ANSWER_TIMEOUT_MS, askPortal } from './askPortal';

const unavailable = {
  code: 'CatalogUnavailable',
  message:
    'The catalog of the portal does not answer, so access cannot be decided. Try again in a moment.',
};

describe('askPortal', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('should hand on an answer, and leave no timer behind', async () => {
    expect(await askPortal('catalog', async () => 'yes')).toBe('yes');
    expect(jest.getTimerCount()).toBe(0);
  });

  it.each([
    ['answers with an error', () => Promise.reject(new Error('down'))],
    [
      'cannot be asked',
      () => {
        throw new Error('down');
      },
    ],
  ])('should refuse where the service %s', async (_, ask) => {
    const asking = askPortal('catalog', ask);
    await expect(asking).rejects.toBeInstanceOf(AzureBlobError);
    await expect(asking).rejects.toMatchObject({
      ...unavailable,
      cause: new Error('down'),
    });
  });

  it('should hand on a refusal that says more', async () => {
    const refusal = new AzureBlobError('NoRole', 'This belongs to payments.');
    const asking = askPortal('catalog', () => Promise.reject(refusal));
    await expect(asking).rejects.toBe(refusal);
  });

  it.each([
    ['5 seconds', undefined, 5_000],
    ['as long as it is told', ANSWER_TIMEOUT_MS, 10_000],
  ])('should wait for %s, and not longer', async (_, timeoutMs, longest) => {
    const refused = jest.fn();
    askPortal('catalog', () => new Promise(() => undefined), timeoutMs).catch(
      refused,
    );
    await jest.advanceTimersByTimeAsync(longest - 1);
    expect(refused).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(refused.mock.calls[0][0]).toMatchObject({
      ...unavailable,
      cause: { name: 'TimeoutError' },
    });
  });
});
