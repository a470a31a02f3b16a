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

import { useEffect, useId, useRef } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useUrlState } from '../../common';
import {
  ScrolledRows,
  topOfLine,
  useLogScroll,
  visibleLinesOf,
} from '../../logs/scroll';
import { azureBlobTranslationRef } from '../../translation';
import { SourceLine } from './SourceLine';
import { TextLines } from './TextLines';
import { useLineTokens } from './useLineTokens';
import styles from './SourceLines.module.css';

/** How far before the end more is read. */
const AHEAD_LINES = 200;

/** Props of {@link SourceLines}. */
export interface SourceLinesProps {
  label: string;
  /** Of the file, which says its language. */
  name: string;
  lines: TextLines;
  count: number;
  onReadOn(): void;
}

/** The lines that can be seen, in a region that scrolls through all of them. */
export function SourceLines(props: SourceLinesProps) {
  const { label, name, lines, count, onReadOn } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { get, hrefWith } = useUrlState();
  const keysId = useId();
  const marked = Number(get('line')) || undefined;
  const scroll = useLogScroll(count, geometry =>
    marked === undefined ? 0 : topOfLine(geometry, marked),
  );
  const { geometry, top } = scroll;
  const { first, last } = visibleLinesOf(geometry, top);
  const tokens = useLineTokens(lines, name, {
    first: first - 1,
    last: last - 1,
    count,
  });
  useReveal(scroll, marked, count);
  const wanted = Math.max(last, marked ?? 0);

  useEffect(() => {
    if (wanted + AHEAD_LINES > count) {
      onReadOn();
    }
  }, [wanted, count, onReadOn]);

  const numbers = [];
  for (let line = first; line <= last; line += 1) {
    numbers.push(line);
  }
  const widest = useRef(0);
  widest.current = Math.max(
    widest.current,
    ...numbers.map(line => Math.min(lines.at(line - 1)?.length ?? 0, 10_000)),
  );
  const variables: Record<string, string> = {
    '--source-digits': `${Math.max(3, String(count).length)}`,
    '--source-widest': `${widest.current}`,
  };

  return (
    <>
      <VisuallyHidden id={keysId}>{t('preview.text.keys')}</VisuallyHidden>
      <div
        ref={scroll.ref}
        className={styles.scroller}
        style={variables}
        role="grid"
        aria-readonly
        aria-label={label}
        aria-describedby={keysId}
        aria-rowcount={lines.isComplete ? count : -1}
        // Keys scroll it, as they do in any scrolled region.
        tabIndex={0}
        onScroll={scroll.onScroll}
        onKeyDown={scroll.onKeyDown}
      >
        <ScrolledRows scroll={scroll} className={styles.spacer} role="rowgroup">
          {numbers.map(line => (
            <SourceLine
              key={line}
              number={line}
              text={lines.at(line - 1) ?? ''}
              tokens={tokens?.tokensOf(line - 1)}
              isMarked={line === marked}
              href={hrefWith({ line: String(line) })}
            />
          ))}
        </ScrolledRows>
      </div>
    </>
  );
}

/** Scrolls to the line of the URL as soon as it has been read. */
function useReveal(
  scroll: ReturnType<typeof useLogScroll>,
  marked: number | undefined,
  count: number,
) {
  const revealed = useRef<number>();
  const { geometry, moveTo, top } = scroll;
  useEffect(() => {
    if (marked === undefined || marked > count || revealed.current === marked) {
      return;
    }
    revealed.current = marked;
    const { first, last } = visibleLinesOf(geometry, top);
    if (marked < first || marked >= last) {
      moveTo(topOfLine(geometry, marked));
    }
  }, [marked, count, geometry, moveTo, top]);
}
