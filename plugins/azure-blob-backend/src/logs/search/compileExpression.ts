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
import { RE2JS } from 're2js';
import { quote } from '../../config/quote';

/** What it takes to go on by one character grows with it. */
const MAX_PROGRAM_SIZE = 2_048;
const PREFIX = 'error parsing regexp: ';

/**
 * Compiles an expression that is matched in linear time.
 *
 * @throws `AzureBlobError` with `InvalidRequest`, and what is wrong with it.
 */
export function compileExpression(query: AzureBlobLogQuery): RE2JS {
  const { q, case: caseSensitive, word } = query;
  const flags = caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE;
  // By itself first, so that its parentheses are known to be even.
  const expression = compile(q, q, flags);
  return word ? compile(q, `\\b(?:${q})\\b`, flags) : expression;
}

function compile(q: string, pattern: string, flags: number): RE2JS {
  let expression: RE2JS;
  try {
    expression = RE2JS.compile(pattern, flags);
  } catch (error) {
    throw refuse(q, describe(error), error);
  }
  if (expression.programSize() > MAX_PROGRAM_SIZE) {
    throw refuse(q, 'expression too large');
  }
  return expression;
}

function refuse(q: string, problem: string, cause?: unknown): AzureBlobError {
  return new AzureBlobError(
    'InvalidRequest',
    `The expression ${quote(q)} cannot be looked for: ${problem}.`,
    { cause },
  );
}

/** Without the pattern, which it repeats with what was added to it. */
function describe(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  return message.startsWith(PREFIX)
    ? message.slice(PREFIX.length).replace(/: `.*$/s, '')
    : 'it is not in the syntax of RE2';
}
