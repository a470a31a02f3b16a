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

import { decodeText, isBinary } from '../open';
import { ImageType } from '../image/ImageType';
import { readExtension } from './extensions';
import { PreviewKind } from './PreviewKind';
import { readSignature, Signature } from './signatures';

/** How much of the beginning is looked at for what a document is. */
const LOOKED_AT = 4096;

/**
 * Decides what a file is shown as: what its name says, where its first bytes
 * do not speak against it. What storage says of it is never asked: whoever
 * uploads may write there what they like.
 */
export function detectKind(name: string, head: Uint8Array): PreviewKind {
  if (head.length === 0) {
    return 'empty';
  }
  const signature = readSignature(head);
  const named = readExtension(name);
  switch (named) {
    case 'archive':
      return isArchive(signature) ? 'archive' : readOther(head);
    case 'image':
      return isImage(signature) ? 'image' : readOther(head);
    case 'pdf':
      return signature === 'pdf' ? 'pdf' : readOther(head);
    case undefined:
      return readUnnamed(head, signature);
    default:
  }
  if (isBinary(head)) {
    return 'binary';
  }
  const text = decodeText(head.subarray(0, LOOKED_AT));
  switch (named) {
    case 'xml':
      return readXml(text);
    case 'json':
      return readJson(text);
    case 'lcov':
      return /^(TN:|SF:)/m.test(text) ? 'lcov' : 'text';
    case 'spdxTag':
      return /^SPDXVersion:/m.test(text) ? 'spdxTag' : readJson(text, 'text');
    case 'svg':
      return /<(\w+:)?svg[\s>]/.test(text) ? 'svg' : 'text';
    default:
      return named;
  }
}

/** Whether the first bytes are those of an image. */
export function isImage(signature?: Signature): signature is ImageType {
  return signature?.startsWith('image/') ?? false;
}

function isArchive(signature?: Signature): boolean {
  return signature === 'zip' || signature === 'gzip' || signature === 'tar';
}

/** For what has no name we know: markup is never made of it. */
function readUnnamed(head: Uint8Array, signature?: Signature): PreviewKind {
  if (signature === 'pdf') {
    return 'pdf';
  }
  // Two letters of a bitmap or an icon's zeros are too little to go by.
  const isSure = signature !== 'image/bmp' && signature !== 'image/x-icon';
  return isImage(signature) && isSure ? 'image' : readOther(head);
}

function readOther(head: Uint8Array): PreviewKind {
  return isBinary(head) ? 'binary' : 'text';
}

function readXml(text: string): PreviewKind {
  const root = /<(?:\w+:)?([A-Za-z]\w*)((?:\s[^>]*)?)>/.exec(
    text.replace(/<!--[^]*?-->|<\?[^]*?\?>/g, ''),
  );
  const [, name, attributes] = root ?? [];
  if (name === 'testsuites' || name === 'testsuite') {
    return 'junit';
  }
  if (name === 'TestRun') {
    return 'trx';
  }
  if (name === 'coverage' && /\sline-rate=/.test(attributes)) {
    return 'cobertura';
  }
  return name === 'bom' && /cyclonedx\.org/.test(attributes)
    ? 'cycloneDxXml'
    : 'text';
}

function readJson(text: string, other: PreviewKind = 'json'): PreviewKind {
  if (/"bomFormat"\s*:\s*"CycloneDX"/.test(text)) {
    return 'cycloneDxJson';
  }
  return /"spdxVersion"\s*:\s*"SPDX-2/.test(text) ? 'spdxJson' : other;
}
