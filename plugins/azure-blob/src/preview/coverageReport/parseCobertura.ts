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

import { Sliced } from '../open';
import { parseXml } from '../xml/parseXml';
import { createFileCoverage, FileCoverage } from './Coverage';

/**
 * Reads a Cobertura report.
 *
 * @remarks
 * A file may stand in several classes, and lines of methods stand twice: a line
 * of a file counts once, as covered where it is anywhere.
 */
export function* parseCobertura(text: string): Sliced<FileCoverage[]> {
  const files = new Map<string, FileCoverage>();
  const lines = new Map<FileCoverage, Map<string, boolean>>();
  let file: FileCoverage | undefined;
  let method = false;
  let isHit = false;
  yield* parseXml(text, {
    open({ name, attributes }) {
      if (name === 'class') {
        const path = attributes.get('filename') ?? attributes.get('name') ?? '';
        file = files.get(path) ?? createFileCoverage(path);
        files.set(path, file);
      } else if (name === 'method' && file) {
        method = true;
        isHit = false;
        file.functions.total += 1;
      } else if (name === 'line' && file) {
        const hit = Number(attributes.get('hits')) > 0;
        isHit ||= hit;
        const known = lines.get(file) ?? new Map<string, boolean>();
        lines.set(file, known);
        const number = attributes.get('number') ?? '';
        known.set(number, known.get(number) || hit);
        const found = /\((\d+)\/(\d+)\)/.exec(
          attributes.get('condition-coverage') ?? '',
        );
        if (found && !method) {
          file.branches.covered += Number(found[1]);
          file.branches.total += Number(found[2]);
        }
      }
    },
    close(name) {
      if (name === 'method' && file) {
        file.functions.covered += isHit ? 1 : 0;
        method = false;
      } else if (name === 'class') {
        file = undefined;
      }
    },
  });
  for (const [of, known] of lines) {
    of.lines.total = known.size;
    of.lines.covered = [...known.values()].filter(Boolean).length;
  }
  return [...files.values()];
}
