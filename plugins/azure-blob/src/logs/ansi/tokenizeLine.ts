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
import { isPartOfEmoji, toVisible, UNSEEN } from './controls';
import { LineCells } from './LineCells';
import { readLink } from './readLink';
import { EscapeSequence, skipEscape } from './skipEscape';
import { LogStyle, TokenizedLine } from './types';

const BYTE_ORDER_MARK = '\ufeff';

/**
 * Turns a line of a log into pieces of plain text with their styles.
 *
 * @remarks
 * A log is written by whoever can run a build, so everything but colours,
 * attributes and links to pages is taken out: cursor movements, titles,
 * clipboard writes. Characters that cannot be seen are made visible. Of a line
 * that was overwritten, as progress bars are, the last state is left.
 */
export function tokenizeLine(text: string, style: LogStyle): TokenizedLine {
  const cells = new LineCells();
  const pen: { style: LogStyle; link?: string } = { style };
  const state = { unterminated: false };
  let from = 0;
  let visible = 0;

  const write = (piece: string, isGlyph?: true) => {
    if (piece) {
      cells.write({ text: piece, ...pen, at: visible, isGlyph });
      visible += piece.length;
    }
  };

  UNSEEN.lastIndex = 0;
  for (let found = UNSEEN.exec(text); found; found = UNSEEN.exec(text)) {
    const { 0: character, index } = found;
    if (isPartOfEmoji(text, index, character)) {
      continue;
    }
    write(text.slice(from, index));
    const escape = skipEscape(text, index, state);
    from = escape?.end ?? index + character.length;
    UNSEEN.lastIndex = from;
    if (escape) {
      applyEscape(escape, cells, pen);
    } else if (character === '\r') {
      cells.restart();
      visible += 1;
    } else if (character === '\b') {
      cells.back();
      visible += 1;
    } else if (character === BYTE_ORDER_MARK && index === 0) {
      visible += 1;
    } else {
      const glyph = toVisible(character.codePointAt(0) ?? 0);
      write(glyph.repeat(character.length), true);
    }
  }
  write(text.slice(from));
  return { spans: cells.toSpans(), style: pen.style };
}

function applyEscape(
  { kind, final, content }: EscapeSequence,
  cells: LineCells,
  pen: { style: LogStyle; link?: string },
) {
  if (kind === 'osc' && content.startsWith('8;')) {
    pen.link = readLink(content);
  } else if (final === 'm') {
    pen.style = applySgr(pen.style, content);
  } else if (final === 'G' && Number(content) <= 1) {
    cells.restart();
  } else if (final === 'D') {
    cells.back(Number(content) || 1);
  } else if (final === 'K') {
    cells.erase(content || '0');
  }
}
