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
import { SessionWatch } from './SessionWatch';

describe('SessionWatch', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('should watch each access until it ends, whatever becomes of the others', () => {
    const watch = SessionWatch.create();
    const closed = { check: jest.fn() };
    const open = { check: jest.fn() };
    const closedSignal = watch.watch(closed);
    const openSignal = watch.watch(open);
    jest.advanceTimersByTime(1_000);
    expect(closed.check).toHaveBeenCalledTimes(1);

    watch.unwatch(closed);
    const refusal = new AzureBlobError('Locked', 'Stop.');
    open.check.mockImplementation(() => {
      throw refusal;
    });
    jest.advanceTimersByTime(1_000);
    expect(openSignal.reason).toBe(refusal);
    expect(closedSignal.aborted).toBe(false);
    expect(closed.check).toHaveBeenCalledTimes(1);
    expect(jest.getTimerCount()).toBe(0);

    const again = watch.watch(open);
    jest.advanceTimersByTime(1_000);
    expect(again.aborted).toBe(true);
  });

  it('should say of a mistake only that it cannot be told', () => {
    const watch = SessionWatch.create();
    const bug = new TypeError('secret');
    const signal = watch.watch({
      check: () => {
        throw bug;
      },
    });
    jest.advanceTimersByTime(1_000);
    expect(signal.reason).toMatchObject({
      code: 'CatalogUnavailable',
      message:
        'It cannot be told any more whether this access is allowed. Try again in a moment.',
      cause: bug,
    });
  });
});
