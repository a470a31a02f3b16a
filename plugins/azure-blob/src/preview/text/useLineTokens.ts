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

import { useCallback, useEffect, useMemo, useState } from 'react';
import { useRequest } from '../../common';
import { languageOf } from '../kind';
import { loadHighlight } from './highlightLines';
import { LineTokens } from './LineTokens';
import { TextLines } from './TextLines';

/** Highlights what is in sight, and nothing else. */
export function useLineTokens(
  lines: TextLines,
  name: string,
  sight: { first: number; last: number; count: number },
): LineTokens | undefined {
  const language = languageOf(name);
  const load = useCallback(
    async () => (language === undefined ? undefined : loadHighlight()),
    [language],
  );
  const { value: highlight } = useRequest(load);
  const tokens = useMemo(
    () =>
      highlight && language !== undefined
        ? new LineTokens(lines, highlight, language)
        : undefined,
    [highlight, language, lines],
  );
  const [, setPrepared] = useState(0);
  const { first, last, count } = sight;

  useEffect(() => {
    const missing = [first, last].find(
      index => index >= 0 && index < count && tokens && !tokens.has(index),
    );
    if (missing === undefined) {
      return undefined;
    }
    const timer = setTimeout(() => {
      tokens?.prepare(missing);
      setPrepared(number => number + 1);
    });
    return () => clearTimeout(timer);
  });

  return tokens;
}
