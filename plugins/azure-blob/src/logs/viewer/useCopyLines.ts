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

import { useCallback } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatNumber, useCopy, useNotify } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { LogSource, toPlainText } from '../source';
import { LogLineRange } from './LogLineRange';

const MAX_LINES = 10_000;
const AT_ONCE = 5000;

/** Copies lines, whether or not they are in sight, without escape sequences. */
export function useCopyLines(source: LogSource, revision: string) {
  const copy = useCopy();
  const notify = useNotify();
  const { t } = useTranslationRef(azureBlobTranslationRef);

  return useCallback(
    async ({ from, to }: LogLineRange) => {
      const last = Math.min(to, from + MAX_LINES - 1);
      try {
        const lines = await readLines(source, revision, from, last);
        const isCut = last < to;
        const words = {
          count: lines.length,
          formatted: formatNumber(lines.length),
          all: formatNumber(to - from + 1),
        };
        copy(
          lines.join('\n'),
          isCut
            ? t('logs.viewer.linesCopiedCut', words)
            : t('logs.viewer.linesCopied', words),
        );
      } catch {
        notify({ title: t('logs.viewer.copyFailed'), status: 'danger' });
      }
    },
    [source, revision, copy, notify, t],
  );
}

async function readLines(
  source: LogSource,
  revision: string,
  from: number,
  to: number,
): Promise<string[]> {
  const { signal } = new AbortController();
  const lines: string[] = [];
  while (from + lines.length <= to) {
    const next = from + lines.length;
    const count = Math.min(AT_ONCE, to - next + 1);
    const answer = await source.getLines(
      { from: next, count },
      revision,
      signal,
    );
    lines.push(...answer.lines.map(({ text }) => toPlainText(text)));
    if (answer.end || answer.lines.length === 0) {
      break;
    }
  }
  return lines;
}
