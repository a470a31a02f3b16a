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

/** A colour of the 256-colour palette by its number, or `#rrggbb`. */
export type LogColor = number | string;

/** The colours and attributes in force at a place of a log. */
export interface LogStyle {
  readonly foreground?: LogColor;
  readonly background?: LogColor;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly overline?: boolean;
  readonly inverse?: boolean;
  readonly strike?: boolean;
}

/**
 * A piece of a line in one style. Its characters are as many UTF-16 code units
 * of the line's visible text, which is the line without escape sequences.
 */
export interface LogSpan {
  text: string;
  style: LogStyle;
  /** Where it begins in the visible text; -1 for room that was made by erasing. */
  at: number;
  /** Where the text leads to, by the log; `http` or `https`. */
  link?: string;
  /** Whether the characters stand for others, which cannot be seen. */
  isGlyph?: boolean;
}

/** A line without a single control character that a browser would act on. */
export interface TokenizedLine {
  spans: LogSpan[];
  /** What the next line begins with. */
  style: LogStyle;
}
