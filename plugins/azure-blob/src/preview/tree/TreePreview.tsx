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

import { PreviewFile, runSliced } from '../open';
import { ParsedPreview } from '../frame';
import { parseJson } from './parseJson';
import { loadYamlParser } from './parseYaml';
import { TreeView } from './TreeView';

/** Composing a document cannot be interrupted. */
const YAML_LIMIT = 128 * 1024;

/** A JSON document as a tree. */
export function JsonPreview({ file }: { file: PreviewFile }) {
  return (
    <ParsedPreview file={file} kind="json" parse={readJson}>
      {root => <TreeView root={root} name={file.name} />}
    </ParsedPreview>
  );
}

/** A YAML document as a tree. */
export function YamlPreview({ file }: { file: PreviewFile }) {
  return (
    <ParsedPreview file={file} kind="yaml" limit={YAML_LIMIT} parse={readYaml}>
      {root => <TreeView root={root} name={file.name} />}
    </ParsedPreview>
  );
}

function readJson(text: string, signal: AbortSignal) {
  return runSliced(parseJson(text), signal);
}

async function readYaml(text: string, signal: AbortSignal) {
  const parseYaml = await loadYamlParser();
  return runSliced(parseYaml(text), signal);
}
