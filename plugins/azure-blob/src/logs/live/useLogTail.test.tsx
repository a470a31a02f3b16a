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

import { act, renderHook } from '@testing-library/react';
import { createDemoWorld, FakeAzureBlobApi } from '../../__testUtils__';
import { ApiLogSource } from '../source';
import { useLogTail } from './useLogTail';

const PATH = '1284/test.log';

describe('useLogTail', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('should let go of a page nobody looks at, and go on where it was', async () => {
    const api = new FakeAzureBlobApi(createDemoWorld());
    const entityRef = 'component:default/payments-api';
    const request = { entityRef, location: 'logs', path: PATH };
    api.world.locations.logs.blobs[PATH] = 'first\n';
    api.growing.add(PATH);
    const source = new ApiLogSource(api, request);
    const log = await api.getLog(request);
    const lines: string[] = [];
    const onEnd = jest.fn();
    const { result, rerender } = renderHook(
      ({ isEnabled }) =>
        useLogTail({
          ...{ source, log, isEnabled, onEnd },
          onLines: added => lines.push(...added.map(({ text }) => text)),
          onOpen: () => {},
          onReset: () => {},
        }),
      { initialProps: { isEnabled: false } },
    );
    const look = async (visibility: 'hidden' | 'visible', minutes: number) => {
      jest
        .spyOn(document, 'visibilityState', 'get')
        .mockReturnValue(visibility);
      await act(async () => {
        document.dispatchEvent(new Event('visibilitychange'));
        await jest.advanceTimersByTimeAsync(minutes * 60_000);
      });
    };
    expect(result.current.state).toBe('off');
    rerender({ isEnabled: true });
    await act(() => jest.advanceTimersByTimeAsync(10));
    expect(result.current.state).toBe('live');

    await look('hidden', 4);
    api.append('logs', PATH, 'second\n');
    await look('visible', 4);
    expect(lines).toEqual(['first', 'second']);
    expect(api.requestsOf('tailLog')).toHaveLength(1);

    await look('hidden', 6);
    api.append('logs', PATH, 'third\n');
    await act(() => jest.advanceTimersByTimeAsync(60_000));
    expect(lines).toHaveLength(2);
    await look('visible', 0);
    await act(() => jest.advanceTimersByTimeAsync(10));
    expect(lines).toEqual(['first', 'second', 'third']);
    expect(api.requestsOf('tailLog')).toEqual([
      expect.objectContaining({ after: 0 }),
      expect.objectContaining({ after: 13 }),
    ]);

    api.growing.clear();
    api.wake();
    await act(() => jest.advanceTimersByTimeAsync(10));
    expect(onEnd).toHaveBeenCalledWith('finished');
    expect(result.current).toEqual({ state: 'ended', error: undefined });
  });
});
