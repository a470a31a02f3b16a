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
import { Package } from './Package';

/** Reads the packages of a CycloneDX document in XML. */
export function* parseCycloneDxXml(text: string): Sliced<Package[]> {
  const packages: Package[] = [];
  const elements: string[] = [];
  const open: Array<Package & { group: string; licences: string[] }> = [];
  let content = '';
  yield* parseXml(text, {
    open({ name }) {
      // The component in the metadata is what the document is about.
      if (name === 'component' && !elements.includes('metadata')) {
        const found = {
          name: '',
          version: '',
          licence: '',
          purl: '',
          group: '',
          licences: [],
        };
        open.push(found);
        packages.push(found);
      }
      elements.push(name);
      content = '';
    },
    text(piece) {
      content += piece;
    },
    close(name) {
      elements.pop();
      const parent = elements[elements.length - 1];
      const current = open[open.length - 1];
      const value = content.trim();
      content = '';
      if (!current || elements.includes('metadata')) {
        return;
      }
      const isOwn = parent === 'component';
      if (
        isOwn &&
        (name === 'name' ||
          name === 'version' ||
          name === 'purl' ||
          name === 'group')
      ) {
        current[name] = value;
      } else if (
        (parent === 'license' && (name === 'id' || name === 'name')) ||
        (parent === 'licenses' && name === 'expression')
      ) {
        current.licences.push(value);
      } else if (name === 'component') {
        current.licence = current.licences.join(', ');
        current.name = [current.group, current.name].filter(Boolean).join('/');
        open.pop();
      }
    },
  });
  return packages;
}
