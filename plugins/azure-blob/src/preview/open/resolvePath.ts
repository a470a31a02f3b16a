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

/**
 * Resolves a link in a file to the path of another file.
 *
 * @param root - what the path has to stay below: '', or with a final slash
 * @returns `undefined` for what is no relative link, or leads out of `root`
 */
export function resolvePath(
  from: string,
  link: string,
  root: string,
): string | undefined {
  const [encoded] = link.trim().split(/[?#]/);
  if (encoded === '' || /^[a-z][a-z0-9+.-]*:|^[\\/]/i.test(encoded)) {
    return undefined;
  }
  let relative: string;
  try {
    relative = decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
  if (/[\\\p{Cc}]/u.test(relative)) {
    return undefined;
  }
  const segments = from.split('/').slice(0, -1);
  for (const segment of relative.split('/')) {
    if (segment === '..') {
      if (segments.length === 0) {
        return undefined;
      }
      segments.pop();
    } else if (segment !== '.' && segment !== '') {
      segments.push(segment);
    }
  }
  const path = segments.join('/');
  return path.startsWith(root) && path !== '' ? path : undefined;
}
