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

const lock = (id: string): AzureBlobLock => ({
  id,
  target: { type: 'location', location: 'logs' },
  reason: 'Because.',
  createdBy: 'user:default/carol',
  createdAt: '2026-11-22T12:00:00.000Z',
});

describe('LockView', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  async function start(held: AzureBlobLock[] = []) {
    const list = jest.fn(async () => [...held]);
    const logger = mockServices.logger.mock();
    const view = await LockView.start({ store: { list }, logger });
    const getIds = () => view.list().map(({ id }) => id);
    return { view, list, logger, held, getIds };
  }

  it('should know of a change within two seconds, and at once when asked to look', async () => {
    const { view, held, getIds } = await start([lock('one')]);
    expect(getIds()).toEqual(['one']);
    held.push(lock('two'));
    await jest.advanceTimersByTimeAsync(1_999);
    expect(getIds()).toEqual(['one', 'two']);
    held.length = 0;
    await view.refresh();
    expect(getIds()).toEqual([]);
    view.stop();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('B11: should refuse to say anything once it has not known for four seconds', async () => {
    const { view, list, logger, getIds } = await start([lock('one')]);
    list.mockRejectedValue(new Error('secret upstream text'));
    await jest.advanceTimersByTimeAsync(4_000);
    expect(getIds()).toEqual(['one']);
    await jest.advanceTimersByTimeAsync(1);
    expect(getIds).toThrow(
      expect.objectContaining({ code: 'AuditUnavailable', statusCode: 503 }),
    );
    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(logger.error.mock.calls)).not.toContain('upstream');

    list.mockResolvedValue([lock('two')]);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(getIds()).toEqual(['two']);
    view.stop();
  });

  it('should treat a database that hangs like one that is down', async () => {
    const { view, list, getIds } = await start();
    list.mockReturnValue(new Promise(() => undefined));
    await jest.advanceTimersByTimeAsync(4_001);
    expect(getIds).toThrow(/cannot look up/);
    list.mockResolvedValue([lock('one')]);
    await jest.advanceTimersByTimeAsync(3_000);
    expect(getIds()).toEqual(['one']);
    view.stop();
  });

  it('should get over one look that hangs', async () => {
    const { view, list, getIds } = await start([lock('one')]);
    list.mockReturnValueOnce(new Promise(() => undefined));
    for (let tenth = 0; tenth < 60; tenth++) {
      await jest.advanceTimersByTimeAsync(100);
      expect(getIds()).toEqual(['one']);
    }
    view.stop();
  });

  it('should start without the database, and let nobody in until it is there', async () => {
    const list = jest.fn(async (): Promise<AzureBlobLock[]> => {
      throw new Error('down');
    });
    const view = await LockView.start({
      store: { list },
      logger: mockServices.logger.mock(),
    });
    expect(() => view.list()).toThrow(/cannot look up/);
    list.mockResolvedValue([]);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(view.list()).toEqual([]);
    view.stop();
  });

  it('should not fall back to what an older look finds', async () => {
    const { view, list, getIds } = await start();
    let finish = (_locks: AzureBlobLock[]) => {};
    list.mockReturnValueOnce(
      new Promise(resolve => {
        finish = resolve;
      }),
    );
    const older = view.refresh();
    jest.advanceTimersByTime(1);
    list.mockResolvedValueOnce([lock('one')]);
    await view.refresh();
    finish([]);
    await older;
    expect(getIds()).toEqual(['one']);
    view.stop();
  });

  it('should poll no more once it is stopped, even in the middle of a look', async () => {
    const { view, list } = await start();
    await jest.advanceTimersByTimeAsync(1_000);
    list.mockReturnValueOnce(
      new Promise(resolve => {
        setTimeout(() => resolve([]), 1_500);
      }),
    );
    await jest.advanceTimersByTimeAsync(1_100);
    view.stop();
    const before = list.mock.calls.length;
    await jest.advanceTimersByTimeAsync(10_000);
    expect(list.mock.calls.length).toBe(before);
  });
});
