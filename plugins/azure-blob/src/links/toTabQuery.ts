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

import { AzureBlobLinkTarget } from 'backstage-plugin-azure-blob-common';
import { LATEST } from '../runs/latestRun';
import { MOVED_FROM } from './MovedNotice';
import { Permalink } from './Permalink';

/** What the URL of a tab says to show what a permanent link names. */
export function toTabQuery(
  link: Permalink,
  target: AzureBlobLinkTarget,
): URLSearchParams {
  const { location, run, path, blobVersion, content, movedFrom } = target;
  const root = run === undefined ? '' : `${run}/`;
  const line = link.line === undefined ? undefined : String(link.line);
  const params: Record<string, string | undefined> = {
    location,
    run,
    [MOVED_FROM]: movedFrom,
  };
  if (content === 'logs') {
    Object.assign(params, {
      path: path.startsWith(root) ? path.slice(root.length) : path,
      line,
    });
  } else if (path !== '' && !path.endsWith('/')) {
    Object.assign(params, {
      file: path,
      version: blobVersion,
      line,
      tab: line && 'source',
    });
  } else if (path !== root) {
    params.path = path;
  } else if (link.run === LATEST) {
    // The tab says so itself, as long as it is asked for the latest
    const { branch, status } = link;
    Object.assign(params, { run: LATEST, branch, status });
  }
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    if (value) {
      query.set(key, value);
    }
  }
  return query;
}
