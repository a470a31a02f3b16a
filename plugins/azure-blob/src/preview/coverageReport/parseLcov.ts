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

import { PreviewFault, Sliced } from '../open';
import { createFileCoverage, FileCoverage, Measure } from './Coverage';

const LINES_A_STEP = 2000;

const COUNTS: Record<string, [Measure, 'covered' | 'total']> = {
  LF: ['lines', 'total'],
  LH: ['lines', 'covered'],
  BRF: ['branches', 'total'],
  BRH: ['branches', 'covered'],
  FNF: ['functions', 'total'],
  FNH: ['functions', 'covered'],
};

/** Reads an LCOV tracefile; counts it leaves out are counted. */
export function* parseLcov(text: string): Sliced<FileCoverage[]> {
  const files: FileCoverage[] = [];
  let file: FileCoverage | undefined;
  let counted = { covered: 0, total: 0 };
  const lines = text.split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    if (index % LINES_A_STEP === 0) {
      yield;
    }
    const [, tag, value = ''] = /^([A-Z]+):(.*)$/.exec(line) ?? [];
    if (tag === 'SF') {
      file = createFileCoverage(value);
      counted = { covered: 0, total: 0 };
      files.push(file);
    } else if (tag === 'DA') {
      counted.total += 1;
      counted.covered += Number(value.split(',')[1]) > 0 ? 1 : 0;
    } else if (file && tag !== undefined && Object.hasOwn(COUNTS, tag)) {
      const [measure, part] = COUNTS[tag];
      file[measure][part] = Number(value) || 0;
    } else if (line === 'end_of_record' && file) {
      if (file.lines.total === 0) {
        file.lines = counted;
      }
      file = undefined;
    }
  }
  if (files.length === 0) {
    throw new PreviewFault('corrupt', 'It names no file');
  }
  return files;
}
