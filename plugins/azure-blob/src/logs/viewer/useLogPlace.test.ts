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

import { renderHook } from '@testing-library/react';
import { maxTopOf, ROW_HEIGHT } from '../scroll';
import { allLines, FoldMap, RowMap } from './rows';
import { useLogPlace } from './useLogPlace';

const LINES = 1000;
const VIEWPORT = 20 * ROW_HEIGHT;
const END = maxTopOf({ lines: LINES, viewportHeight: VIEWPORT });

function setUp() {
  const moveTo = jest.fn();
  const goToEnd = jest.fn();
  const usePlace = ({ rowMap, top }: { rowMap: RowMap; top: number }) => {
    const geometry = { lines: rowMap.rows, viewportHeight: VIEWPORT };
    return useLogPlace({
      rowMap,
      scroll: {
        ...{ geometry, top, moveTo, getTop: () => top },
        ...{ ref: () => {}, onScroll: () => {}, onKeyDown: () => {} },
      },
      end: {
        ...{ goToEnd, letGo: () => {} },
        isAtEnd: place => place === END,
      },
    });
  };
  const { rerender } = renderHook(usePlace, {
    initialProps: { rowMap: allLines(LINES), top: END },
  });
  return { moveTo, goToEnd, rerender };
}

/** Lines 1 to 100 in one row. */
const folded = new FoldMap(LINES, { first: [1], last: [100] }, () => true);

describe('useLogPlace', () => {
  it('should keep the end in sight where rows above it are folded', () => {
    const { moveTo, goToEnd, rerender } = setUp();
    rerender({ rowMap: folded, top: END });
    expect(goToEnd).toHaveBeenCalledTimes(1);
    expect(moveTo).not.toHaveBeenCalled();
  });

  it('should go where a jump leads that comes together with other rows', () => {
    const { moveTo, goToEnd, rerender } = setUp();
    rerender({ rowMap: folded, top: 300 * ROW_HEIGHT });
    expect(goToEnd).not.toHaveBeenCalled();
    expect(moveTo).toHaveBeenCalledWith((300 - 99) * ROW_HEIGHT);
  });
});
