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

import { LogSpan, MarkedSpan, markSpans } from '../ansi';
import { spanProps } from './spanProps';
import styles from './LogLines.module.css';

/** Starts and lengths in the visible text of a line. */
export type Ranges = ReadonlyArray<readonly [start: number, length: number]>;

const NOTHING: Ranges = [];

/** Props of {@link LogSpans}. */
export interface LogSpansProps {
  spans: LogSpan[];
  /** Where something was found. */
  ranges?: Ranges;
}

/** The text of a line. */
export function LogSpans({ spans, ranges = NOTHING }: LogSpansProps) {
  return (
    <>
      {markSpans(spans, ranges).map((span, index) => (
        <LogSpanView key={index} span={span} />
      ))}
    </>
  );
}

function LogSpanView({ span }: { span: MarkedSpan }) {
  const props = {
    ...spanProps(span.style),
    className: styles.span,
    'data-glyph': span.isGlyph,
    'data-hit': span.isHit,
  };
  return span.link ? (
    <a
      {...props}
      className={`${styles.span} ${styles.link}`}
      href={span.link}
      title={span.link}
      target="_blank"
      rel="noopener noreferrer nofollow"
      data-action="link"
    >
      {span.text}
    </a>
  ) : (
    <span {...props}>{span.text}</span>
  );
}
