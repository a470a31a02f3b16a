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

import fc from 'fast-check';
import {
  isScaled,
  MAX_SCROLL_HEIGHT,
  maxTopOf,
  ROW_HEIGHT,
  ScrollGeometry,
  scrollHeightOf,
  scrollTopToTop,
  topOfLine,
  topToScrollTop,
  visibleLinesOf,
} from './scrollScale';

const geometry: fc.Arbitrary<ScrollGeometry> = fc.record({
  lines: fc.oneof(
    fc.integer({ min: 1, max: 2000 }),
    fc.integer({ min: 300_000, max: 50_000_000 }),
  ),
  viewportHeight: fc.integer({ min: 100, max: 3000 }),
});

const place = geometry.chain(shape =>
  fc.record({
    shape: fc.constant(shape),
    line: fc.integer({ min: 1, max: shape.lines }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
);

describe('scrollScale', () => {
  it('should never ask a browser for more height than it has', () => {
    fc.assert(
      fc.property(geometry, shape => {
        expect(scrollHeightOf(shape)).toBeLessThanOrEqual(MAX_SCROLL_HEIGHT);
      }),
    );
    expect(MAX_SCROLL_HEIGHT).toBeLessThan(10_000_000);
  });

  it('should bring any line into sight', () => {
    fc.assert(
      fc.property(place, ({ shape, line }) => {
        const top = topOfLine(shape, line);
        const { first, last } = visibleLinesOf(shape, top);
        expect(line).toBeGreaterThanOrEqual(first);
        expect(line).toBeLessThanOrEqual(last);
        // All of it, not only an edge.
        expect((line - 1) * ROW_HEIGHT).toBeGreaterThanOrEqual(top);
        expect(line * ROW_HEIGHT).toBeLessThanOrEqual(
          Math.max(top + shape.viewportHeight, shape.lines * ROW_HEIGHT),
        );
      }),
    );
  });

  it('should reach the first and the last line with the scroll bar', () => {
    fc.assert(
      fc.property(geometry, shape => {
        const end = Math.max(0, scrollHeightOf(shape) - shape.viewportHeight);
        expect(visibleLinesOf(shape, scrollTopToTop(shape, 0)).first).toBe(1);
        const bottom = scrollTopToTop(shape, end);
        expect(visibleLinesOf(shape, bottom).last).toBe(shape.lines);
      }),
    );
  });

  it('should move down in the lines when the bar moves down', () => {
    fc.assert(
      fc.property(place, fc.double({ min: 0, max: 1, noNaN: true }), (a, b) => {
        const range = scrollHeightOf(a.shape);
        const [low, high] = [a.share, b].sort((x, y) => x - y);
        expect(scrollTopToTop(a.shape, low * range)).toBeLessThanOrEqual(
          scrollTopToTop(a.shape, high * range),
        );
      }),
    );
  });

  it('should come back to where it was', () => {
    fc.assert(
      fc.property(place, ({ shape, share }) => {
        const top = share * maxTopOf(shape);
        const back = scrollTopToTop(shape, topToScrollTop(shape, top));
        expect(Math.abs(back - top)).toBeLessThan(0.01);
      }),
    );
  });

  it('should reach each of ten million lines by steps of one', () => {
    const shape = { lines: 10_000_000, viewportHeight: 600 };
    expect(isScaled(shape)).toBe(true);
    for (let line = 1; line <= shape.lines; line += 9973) {
      const { first, last } = visibleLinesOf(
        shape,
        Math.min(maxTopOf(shape), (line - 1) * ROW_HEIGHT),
      );
      expect(line >= first && line <= last).toBe(true);
    }
  });

  it('should leave the scroll bar alone while the lines are few', () => {
    const shape = { lines: 1000, viewportHeight: 600 };
    expect(isScaled(shape)).toBe(false);
    expect(topToScrollTop(shape, 1234)).toBe(1234);
    expect(scrollTopToTop(shape, 1234)).toBe(1234);
    expect(visibleLinesOf(shape, 0)).toEqual({ first: 1, last: 30 });
    expect(visibleLinesOf({ lines: 3, viewportHeight: 600 }, 0)).toEqual({
      first: 1,
      last: 3,
    });
  });
});
