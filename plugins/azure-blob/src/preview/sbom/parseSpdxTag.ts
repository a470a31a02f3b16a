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
import { Package } from './Package';

const LINES_A_STEP = 2000;

/** Reads the packages of an SPDX document in tags and values. */
export function* parseSpdxTag(text: string): Sliced<Package[]> {
  const packages: Package[] = [];
  let declared = '';
  let isText = false;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (index % LINES_A_STEP === 0) {
      yield;
    }
    // What stands between these marks may look like anything.
    isText = isText || line.includes('<text>');
    if (isText) {
      isText = !line.includes('</text>');
    } else {
      const [, tag, value = ''] = /^(\w+):\s*(.*)$/.exec(line) ?? [];
      const current = packages[packages.length - 1];
      if (tag === 'PackageName') {
        packages.push({ name: value, version: '', licence: '', purl: '' });
        declared = '';
      } else if (current && tag === 'PackageVersion') {
        current.version = value;
      } else if (current && tag === 'PackageLicenseConcluded') {
        current.licence = value === 'NOASSERTION' ? declared : value;
      } else if (current && tag === 'PackageLicenseDeclared') {
        declared = value;
        current.licence ||= value;
      } else if (current && tag === 'ExternalRef') {
        current.purl ||= /\spurl\s+(\S+)/.exec(value)?.[1] ?? '';
      }
    }
  }
  if (packages.length === 0) {
    throw new PreviewFault('corrupt', 'It names no package');
  }
  return packages;
}
