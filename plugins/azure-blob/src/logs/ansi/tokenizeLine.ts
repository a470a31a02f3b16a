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

import { applySgr } from './applySgr';
import { LogSpan, LogStyle, TokenizedLine } from './types';
import { isControl, skipEscape, toVisible } from './controls';

class LineBuilder {
  style: LogStyle;
  #spans: LogSpan[] = [];
  #overwritten: LogSpan[] = [];

  constructor(style: LogStyle) {
    this.style = style;
  }

  append(text: string) {
    if (!text) {
      return;
    }
    const last = this.#spans.at(-1);
    if (last && last.style === this.style) {
      last.text += text;
    } else {
      this.#spans.push({ text, style: this.style });
    }
  }

  restart() {
    if (this.#spans.length > 0) {
      this.#overwritten = this.#spans;
      this.#spans = [];
    }
  }

  finish(): TokenizedLine {
    const spans = this.#spans.length > 0 ? this.#spans : this.#overwritten;
    return { spans, style: this.style };
  }
}

/**
 * Turns a line of a log into pieces of plain text with their styles.
 *
 * @remarks
 * A log is written by whoever can run a build, so everything but colours and
 * attributes is taken out or made visible: cursor movements, titles, links,
 * clipboard writes, and what turns the direction of text. Of a line that was
 * overwritten with carriage returns, as progress bars are, the last state is
 * left.
 */
export function tokenizeLine(text: string, style: LogStyle): TokenizedLine {
  const line = new LineBuilder(style);
  const state = { unterminated: false };
  let from = 0;
  let index = 0;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (!isControl(code)) {
      index += 1;
      continue;
    }
    line.append(text.slice(from, index));
    const escape = skipEscape(text, index, state);
    if (escape) {
      if (escape.final === 'm') {
        line.style = applySgr(line.style, escape.parameters);
      } else if (escape.final === 'G' && Number(escape.parameters) <= 1) {
        line.restart();
      }
      index = escape.end;
    } else {
      if (text[index] === '\r') {
        line.restart();
      } else {
        line.append(toVisible(code));
      }
      index += 1;
    }
    from = index;
  }
  line.append(text.slice(from));
  return line.finish();
}
