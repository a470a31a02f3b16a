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

/** Azure counts characters, and JavaScript's are the nearest to its own. */
const MAX_LENGTH = 1024;
const MAX_SEGMENTS = 254;

/** As most are: nothing in it means anything to any reader on its way. */
const PLAIN = /^(?:[\w-][\w.-]*(?:\/|$))+$/;

/**
 * What a path names.
 *
 * @public
 */
export interface AzureBlobPathOptions {
  /** A folder's path ends with a slash, or is '' for the scope itself. */
  kind: 'file' | 'folder';
}

/**
 * Tells why a path cannot be used; `undefined` where it names the same blob for
 * every reader on its way.
 *
 * @remarks
 * URL parsers resolve dot segments, Azure reads `\\` as `/`, and proxies undo
 * percent-encoding. Names are compared byte by byte; nothing is normalised, so
 * two names that merely look alike stay two names.
 *
 * @returns the end of a sentence, such as `it contains a backslash`.
 * @public
 */
export function findBlobPathProblem(
  path: string,
  { kind }: AzureBlobPathOptions,
): string | undefined {
  if (kind === 'folder' && path === '') {
    return undefined;
  }
  if (path.length > MAX_LENGTH) {
    return `it is longer than ${MAX_LENGTH} characters`;
  }
  if (kind === 'folder' && !path.endsWith('/')) {
    return 'a folder ends with a slash';
  }
  const segments = (kind === 'folder' ? path.slice(0, -1) : path).split('/');
  if (segments.includes('')) {
    return 'it is empty, has an empty segment, or begins or ends with a slash';
  }
  if (segments.length > MAX_SEGMENTS) {
    return `it has more than ${MAX_SEGMENTS} segments`;
  }
  if (PLAIN.test(path)) {
    return undefined;
  }
  // Alone, a surrogate is half a character and cannot be sent.
  if (/\p{Cs}/u.test(path)) {
    return 'it is not well-formed Unicode';
  }
  let form = path;
  for (;;) {
    const problem = findProblemInForm(form, segments.length, kind);
    if (problem) {
      return problem;
    }
    const decoded = decodeOnce(form);
    if (decoded === form) {
      return undefined;
    }
    form = decoded;
  }
}

function findProblemInForm(
  form: string,
  segmentCount: number,
  kind: AzureBlobPathOptions['kind'],
): string | undefined {
  if (/[\p{Cc}\ufffe\uffff]/u.test(form)) {
    return 'it contains a control character';
  }
  if (form.includes('\\')) {
    return 'it contains a backslash';
  }
  const segments = form.split('/');
  if (segments.length !== segmentCount + (kind === 'folder' ? 1 : 0)) {
    return 'it contains an encoded slash';
  }
  // URL parsers trim spaces, which turns ".. " into "..".
  if (segments.some(segment => /^ *\.\.? *$/.test(segment))) {
    return 'it has a segment "." or ".."';
  }
  return undefined;
}

/**
 * Undoes one layer of percent-encoding, as a careless reader would: what does
 * not decode is left as it is. ASCII is enough, nothing else has a meaning here.
 */
function decodeOnce(text: string): string {
  return text.replace(/%([0-7][0-9a-f])/gi, (_, hex) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}
