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

import { AzureBlobLogQuery } from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { quote } from '../../config/quote';
import { compileExpression } from './compileExpression';
import { findRequiredLiterals } from './findRequiredLiterals';
import { escapeRegExp } from './foldCase';

export const MAX_QUERY_LENGTH = 512;
const WORD = '[\\p{L}\\p{M}\\p{N}\\p{Pc}]';
const WORD_AT_START = new RegExp(`^${WORD}`, 'u');
const WORD_AT_END = new RegExp(`${WORD}$`, 'u');
/** What looking for all matches in one line may cost, in characters. */
const MAX_LINE_WORK = 4 * 1024 * 1024;

/** Where in a line something was found: UTF-16 code units. */
export type MatchRange = [start: number, length: number];

/** Looks for something in the visible text of one line at a time. */
export interface LineMatcher {
  /**
   * Texts of which every line that matches has at least one, whatever their
   * case unless `caseSensitive`; undefined where none are known.
   */
  literals?: string[];
  caseSensitive: boolean;
  /** The first of its matches, up to `limit`; matches of nothing left out. */
  find(text: string, limit: number): MatchRange[];
}

/**
 * @throws `AzureBlobError` with `InvalidRequest` where it is an expression that
 * RE2 does not take.
 */
export function createLineMatcher(query: AzureBlobLogQuery): LineMatcher {
  const { q } = query;
  if (q.length === 0 || q.length > MAX_QUERY_LENGTH) {
    throw new AzureBlobError(
      'InvalidRequest',
      `What to look for has 1 to ${MAX_QUERY_LENGTH} characters, and not ${
        q.length
      } as ${quote(q)}.`,
    );
  }
  return query.regex ? matchExpression(query) : matchLiteral(query);
}

function matchLiteral(query: AzureBlobLogQuery): LineMatcher {
  const { q, case: caseSensitive = false, word } = query;
  const before = word && WORD_AT_START.test(q) ? `(?<!${WORD})` : '';
  const after = word && WORD_AT_END.test(q) ? `(?!${WORD})` : '';
  const pattern = new RegExp(
    `${before}${escapeRegExp(q)}${after}`,
    caseSensitive ? 'gu' : 'giu',
  );
  return {
    literals: [q],
    caseSensitive,
    find(text, limit) {
      const ranges: MatchRange[] = [];
      pattern.lastIndex = 0;
      while (ranges.length < limit) {
        const match = pattern.exec(text);
        if (!match) {
          break;
        }
        ranges.push([match.index, match[0].length]);
      }
      return ranges;
    },
  };
}

function matchExpression(query: AzureBlobLogQuery): LineMatcher {
  const { q } = query;
  const expression = compileExpression(query);
  return {
    literals: findRequiredLiterals(q),
    // What an expression says of case itself is not looked into.
    caseSensitive: false,
    find(text, limit) {
      const ranges: MatchRange[] = [];
      if (!expression.test(text)) {
        return ranges;
      }
      const matcher = expression.matcher(text);
      let work = 0;
      // Each try may read to the end of the line.
      while (ranges.length < limit && work <= MAX_LINE_WORK && matcher.find()) {
        const start = matcher.start();
        const length = matcher.end() - start;
        if (length > 0) {
          ranges.push([start, length]);
        }
        work += text.length - start;
      }
      return ranges;
    },
  };
}
