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

import { ImageType } from '../image/ImageType';

/** What the first bytes of a file say that it is, of what this plugin shows. */
export type Signature = ImageType | 'pdf' | 'zip' | 'gzip' | 'tar';

const SIGNATURES: [Signature, offset: number, bytes: string][] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF87a'],
  ['image/gif', 0, 'GIF89a'],
  ['image/bmp', 0, 'BM'],
  ['image/x-icon', 0, '\x00\x00\x01\x00'],
  ['image/avif', 4, 'ftypavif'],
  ['pdf', 0, '%PDF-'],
  ['zip', 0, 'PK\x03\x04'],
  ['zip', 0, 'PK\x05\x06'],
  ['gzip', 0, '\x1f\x8b'],
  ['tar', 257, 'ustar'],
];

/** Compares the first bytes with those of the files this plugin shows. */
export function readSignature(head: Uint8Array): Signature | undefined {
  if (startsWith(head, 0, 'RIFF') && startsWith(head, 8, 'WEBP')) {
    return 'image/webp';
  }
  const found = SIGNATURES.find(([, offset, bytes]) =>
    startsWith(head, offset, bytes),
  );
  return found?.[0];
}

function startsWith(head: Uint8Array, offset: number, bytes: string): boolean {
  return [...bytes].every(
    (character, index) => head[offset + index] === character.charCodeAt(0),
  );
}
