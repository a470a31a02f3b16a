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

import {
  AzureBlobLinkTarget,
  AzureBlobRunFilter,
} from 'backstage-plugin-azure-blob-common';
import { AccessSession } from '../access';
import { RunLayout } from '../config/RunLayout';
import { findRuns, readRunById, RunIndexes, RunIndexResult } from '../runs';
import { assertHasRuns } from '../runs/assertHasRuns';
import { findNearestRun } from './findNearestRun';
import { findPath, hasVersion } from './findPath';

/** What a link names below its entity and location. */
export interface LinkQuery {
  /** Relative to the run; to the scope where no run is named. */
  path: string;
  /** An id; or a filter that the newest run is taken of. */
  run?: string | Pick<AzureBlobRunFilter, 'branch' | 'status' | 'version'>;
  /** `version` of an `AzureBlobVersion`. */
  blobVersion?: string;
}

/** The part of an {@link AzureBlobLinkTarget} that storage knows. */
export type LinkedContent = Pick<
  AzureBlobLinkTarget,
  'state' | 'gone' | 'run' | 'path' | 'blobVersion' | 'nearestRun'
>;

/** Options of {@link resolveLink}. */
export interface ResolveLinkOptions extends LinkQuery {
  session: AccessSession;
  indexes: RunIndexes;
  signal: AbortSignal;
}

/**
 * Finds what a link names.
 *
 * @throws `AzureBlobError` with `InvalidRequest` where a run is named and the
 * location has none.
 */
export async function resolveLink(
  options: ResolveLinkOptions,
): Promise<RunIndexResult<LinkedContent>> {
  const { session, indexes, signal } = options;
  const { location } = session.scope;
  const layout = RunLayout.parse(location.layout);
  if (options.run !== undefined) {
    assertHasRuns(session.scope);
  }
  const { run, path } = splitPath(options, layout);

  if (typeof run === 'object') {
    return indexes.use(session, async index => {
      const found = await findRuns(index, { filter: run, limit: 1, signal });
      const id = found.items[0]?.id;
      const content: LinkedContent =
        id === undefined
          ? { state: 'gone', gone: 'run', path: '' }
          : await look(options, id, path);
      return findNearestRun({ ...options, index, content, path });
    });
  }
  const isThere =
    run === undefined || (await readRunById({ session, id: run, signal }));
  const content: LinkedContent =
    isThere || (await hasVersion(options, `${run}/${path}`))
      ? await look(options, run, path)
      : { state: 'gone', gone: 'run', path: '' };
  if (content.state === 'found' || !layout.hasRuns) {
    return { result: content };
  }
  return indexes.use(session, index =>
    findNearestRun({ ...options, index, content, path }),
  );
}

/** A path below the scope names a run too, where the location has some. */
function splitPath(
  { run, path }: LinkQuery,
  layout: RunLayout,
): Pick<LinkQuery, 'run' | 'path'> {
  const id = run === undefined ? layout.findRun(path) : undefined;
  return id === undefined
    ? { run, path }
    : { run: id, path: path.slice(id.length + 1) };
}

/** Looks for what is below a run that is there, or below the scope. */
async function look(
  options: ResolveLinkOptions,
  run: string | undefined,
  path: string,
): Promise<LinkedContent> {
  const { blobVersion } = options;
  const root = run === undefined ? '' : `${run}/`;
  const place = run === undefined ? {} : { run };
  if (await hasVersion(options, root + path)) {
    return { state: 'found', ...place, path: root + path, blobVersion };
  }
  const found = path === '' ? root : await findPath(options, root + path);
  if (found === undefined) {
    return { state: 'gone', gone: 'path', ...place, path: root };
  }
  return blobVersion === undefined
    ? { state: 'found', ...place, path: found }
    : { state: 'gone', gone: 'version', ...place, path: found };
}
