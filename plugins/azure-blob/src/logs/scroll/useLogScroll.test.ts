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
import { ROW_HEIGHT } from './scrollScale';
import { useLogScroll } from './useLogScroll';

describe('useLogScroll', () => {
  it('should not let the echo of one move undo the next', () => {
    const onUserMove = jest.fn();
    const { result } = renderHook(() =>
      useLogScroll(1000, () => 900 * ROW_HEIGHT, { onUserMove }),
    );
    const element = document.createElement('div');
    act(() => result.current.ref(element));
    expect(element.scrollTop).toBe(900 * ROW_HEIGHT);
    act(() => {
      result.current.moveTo(200 * ROW_HEIGHT);
      result.current.onScroll();
    });
    expect(result.current.top).toBe(200 * ROW_HEIGHT);
    expect(element.scrollTop).toBe(200 * ROW_HEIGHT);
    expect(onUserMove).not.toHaveBeenCalled();

    element.scrollTop = 300 * ROW_HEIGHT;
    act(() => result.current.onScroll());
    expect(result.current.top).toBe(300 * ROW_HEIGHT);
    expect(onUserMove).toHaveBeenCalledWith(300 * ROW_HEIGHT);
  });
});
