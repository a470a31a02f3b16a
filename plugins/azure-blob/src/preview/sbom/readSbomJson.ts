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

import { PreviewFault } from '../open';
import { TreeNode } from '../tree/TreeNode';
import { Package } from './Package';

/** Reads the packages of a CycloneDX document in JSON. */
export function readCycloneDxJson(root: TreeNode): Package[] {
  const packages: Package[] = [];
  // Components may hold components.
  const pending = [...itemsOf(root, 'components')].reverse();
  for (let next = pending.pop(); next; next = pending.pop()) {
    const group = textOf(next, 'group');
    const name = textOf(next, 'name');
    packages.push({
      name: group ? `${group}/${name}` : name,
      version: textOf(next, 'version'),
      licence: itemsOf(next, 'licenses').map(licenceOf).join(', '),
      purl: textOf(next, 'purl'),
    });
    for (const inner of itemsOf(next, 'components').reverse()) {
      pending.push(inner);
    }
  }
  return packages;
}

/** Reads the packages of an SPDX document in JSON. */
export function readSpdxJson(root: TreeNode): Package[] {
  if (!find(root, 'packages')) {
    throw new PreviewFault('corrupt', 'It has no packages');
  }
  return itemsOf(root, 'packages').map(item => {
    const purl = itemsOf(item, 'externalRefs').find(
      reference => textOf(reference, 'referenceType') === 'purl',
    );
    const concluded = textOf(item, 'licenseConcluded');
    const isKnown = concluded !== '' && concluded !== 'NOASSERTION';
    return {
      name: textOf(item, 'name'),
      version: textOf(item, 'versionInfo'),
      licence: isKnown ? concluded : textOf(item, 'licenseDeclared'),
      purl: purl ? textOf(purl, 'referenceLocator') : '',
    };
  });
}

function licenceOf(choice: TreeNode): string {
  const licence = find(choice, 'license');
  return (
    textOf(choice, 'expression') ||
    (licence ? textOf(licence, 'id') || textOf(licence, 'name') : '')
  );
}

function find(node: TreeNode, key: string): TreeNode | undefined {
  return node.kind === 'object'
    ? node.children?.find(child => child.key === key)
    : undefined;
}

function textOf(node: TreeNode, key: string): string {
  const found = find(node, key);
  return found?.kind === 'string' ? found.text : '';
}

function itemsOf(node: TreeNode, key: string): TreeNode[] {
  const found = find(node, key);
  return found?.kind === 'array' ? [...(found.children ?? [])] : [];
}
