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
  AzureBlobApi,
  AzureBlobLinkTarget,
  AzureBlobRun,
} from 'backstage-plugin-azure-blob-common';
import { createResponseError } from './createResponseError';
import { filterRuns } from './FakeRuns';
import { FakeLocation, FakeWorld } from './FakeWorld';

type LinkRequest = Parameters<AzureBlobApi['resolveLink']>[0];

/** Where a permanent link leads. */
export async function resolveFakeLink(
  world: FakeWorld,
  request: LinkRequest,
): Promise<AzureBlobLinkTarget> {
  const { entityRef, path = '', blobVersion } = request;
  const described = world.access.locations.find(
    ({ id }) => id === (request.location ?? id),
  );
  const location = described && world.locations[described.id];
  if (!described || !location) {
    throw await createResponseError('LocationNotAllowed');
  }
  const asksForRun = (request.run ?? request.version) !== undefined;
  const run = asksForRun ? findRun(location, request) : undefined;
  const root = run ? `${run.id}/` : '';
  const target: AzureBlobLinkTarget = {
    state: 'found',
    entityRef,
    location: described.id,
    content: described.content,
    run: run?.id,
    path: root + path,
    blobVersion,
  };
  const gone = asksForRun && !run ? 'run' : goneOf(location, target);
  return {
    ...target,
    ...(gone && {
      state: 'gone' as const,
      gone,
      nearestRun: location.runs?.find(({ id }) =>
        isThere(location, `${id}/${path}`),
      )?.id,
    }),
    ...world.link,
  };
}

function findRun(
  { runs = [] }: FakeLocation,
  { run, branch, status, version }: LinkRequest,
): AzureBlobRun | undefined {
  return run === undefined || run === 'latest'
    ? filterRuns(runs, { branch, status, version })[0]
    : runs.find(({ id }) => id === run);
}

function goneOf(
  location: FakeLocation,
  { path, blobVersion }: AzureBlobLinkTarget,
): AzureBlobLinkTarget['gone'] {
  if (!isThere(location, path)) {
    return 'path';
  }
  const versions = location.versions?.[path] ?? {};
  return blobVersion !== undefined && !(blobVersion in versions)
    ? 'version'
    : undefined;
}

function isThere({ blobs }: FakeLocation, path: string): boolean {
  return path === '' || path.endsWith('/')
    ? Object.keys(blobs).some(name => name.startsWith(path))
    : path in blobs;
}
