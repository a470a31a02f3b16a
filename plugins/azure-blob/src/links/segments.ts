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

/** Stands before a segment that would not come through a URL as it is. */
const ESCAPE = '~';

/**
 * Half a character cannot be part of a URL; no blob has a name with one.
 */
const LONE_SURROGATE = /\p{Cs}/gu;

/**
 * Encodes segments one by one. URL parsers resolve those of dots only, however
 * they are encoded, and proxies drop empty ones: these two are escaped.
 */
export function encodeSegments(segments: string[]): string {
  return segments
    .map((segment, index) => {
      const isFinalSlash = segment === '' && index === segments.length - 1;
      return isFinalSlash ? '' : encodeSegment(segment);
    })
    .join('/');
}

/** @throws URIError for what {@link encodeSegments} did not make. */
export function decodeSegments(encoded: string): string[] {
  return encoded.split('/').map(segment => {
    const decoded = decodeURIComponent(segment);
    return decoded.startsWith(ESCAPE) ? decoded.slice(1) : decoded;
  });
}

function encodeSegment(segment: string): string {
  const isEscaped =
    segment === '' || /^\.\.?$/.test(segment) || segment.startsWith(ESCAPE);
  return encodeURIComponent(
    `${isEscaped ? ESCAPE : ''}${segment}`.replace(LONE_SURROGATE, '\ufffd'),
  );
}
