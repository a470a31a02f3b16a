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

import { parseEntityRef } from '@backstage/catalog-model';
import { Permalink, PERMALINK_ROOT } from './Permalink';
import { encodeSegments } from './segments';

/** The path and query in the portal of a permanent link. */
export function toPermalink(link: Permalink): string {
  const { entityRef, path = '', blobVersion, location, line, ...run } = link;
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const segments = [kind, namespace, name];
  if (path !== '') {
    segments.push(...path.split('/'));
  }
  const query = new URLSearchParams();
  const params = { location, ...run, 'blob-version': blobVersion, line };
  for (const [key, value] of Object.entries(params)) {
    if (value !== undefined) {
      query.set(key, String(value));
    }
  }
  const search = query.size > 0 ? `?${query}` : '';
  return `${PERMALINK_ROOT}/${encodeSegments(segments)}${search}`;
}
