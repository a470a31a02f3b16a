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

const MAX_LENGTH = 200;
const CONTROLS_AND_DIRECTIONS =
  /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const RESERVED_ON_WINDOWS =
  /^(?:con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])(?:\.|$)/i;

/**
 * A name that is safe to save a file under: no folders, nothing that changes
 * how the name reads, and none of the names that mean a device.
 */
export function toFileName(blobName: string): string {
  // To bytes and back replaces what is no character, which headers choke on.
  const name = Buffer.from(blobName, 'utf8')
    .toString('utf8')
    .split(/[/\\]/)
    .slice(-1)[0]
    .replace(CONTROLS_AND_DIRECTIONS, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^ +|[. ]+$/g, '');
  const shortened = shorten(name).replace(/[. ]+$/, '');
  if (shortened === '') {
    return 'download';
  }
  return RESERVED_ON_WINDOWS.test(shortened) ? `_${shortened}` : shortened;
}

/** Keeps the extension, which says what the file is. */
function shorten(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= MAX_LENGTH) {
    return name;
  }
  const dot = characters.lastIndexOf('.');
  const extension = dot > characters.length - 20 ? characters.slice(dot) : [];
  return [
    ...characters.slice(0, MAX_LENGTH - extension.length),
    ...extension,
  ].join('');
}
