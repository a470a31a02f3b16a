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

import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatNumber } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { LogScroll, maxTopOf, ROW_HEIGHT, topOfLine } from '../scroll';

/** Options of {@link useReveal}. */
export interface RevealOptions {
  scroll: LogScroll;
  line?: number;
  isNumbered: boolean;
  announce(sentence: string): void;
}

/**
 * Brings the marked line into sight when it changes, and the end of the log
 * where no line is marked.
 *
 * @returns a function that brings the marked line into sight once more
 */
export function useReveal(options: RevealOptions): () => void {
  const { scroll, line, isNumbered, announce } = options;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [request, setRequest] = useState(0);
  const { geometry, moveTo } = scroll;
  const latest = useRef(scroll);
  const before = useRef<{
    isNumbered: boolean;
    lines: number;
    fromEnd: number;
  }>();

  // Lines are added above when the last ones become all of them, so what is in
  // sight keeps its distance from the end. The end stays in sight, too, when
  // the window changes its height.
  useLayoutEffect(() => {
    const { current } = before;
    const isReplaced = current?.isNumbered !== isNumbered;
    const isAtEnd = current?.lines === geometry.lines && current.fromEnd < 1;
    if (current && (isReplaced || isAtEnd)) {
      moveTo(maxTopOf(geometry) - current.fromEnd);
    }
  }, [isNumbered, geometry, moveTo]);

  useLayoutEffect(() => {
    latest.current = scroll;
    before.current = {
      isNumbered,
      lines: scroll.geometry.lines,
      fromEnd: maxTopOf(scroll.geometry) - scroll.top,
    };
  });

  const target =
    line !== undefined && isNumbered && line <= geometry.lines
      ? line
      : undefined;
  useEffect(() => {
    if (target === undefined) {
      return;
    }
    const { top, geometry: current } = latest.current;
    const lineTop = (target - 1) * ROW_HEIGHT;
    const isInSight =
      lineTop >= top && lineTop + ROW_HEIGHT <= top + current.viewportHeight;
    if (!isInSight) {
      latest.current.moveTo(topOfLine(current, target));
    }
    announce(
      t('logs.viewer.jumped', {
        line: formatNumber(target),
        lines: formatNumber(current.lines),
      }),
    );
  }, [target, request, announce, t]);

  return useCallback(() => setRequest(count => count + 1), []);
}
