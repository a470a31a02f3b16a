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
  AzureBlobComparison,
  AzureBlobDifference,
  AzureBlobOverview,
  AzureBlobRun,
  AzureBlobRunDetails,
  AzureBlobRunFilter,
} from 'backstage-plugin-azure-blob-common';
import { describeBlob, FakeBlob } from './FakeBlobs';
import { FakeLocation } from './FakeWorld';

/** The runs that a filter leaves. */
export function filterRuns(
  runs: AzureBlobRun[],
  filter: AzureBlobRunFilter,
): AzureBlobRun[] {
  const { branch, status, version, since, until, text } = filter;
  return runs.filter(
    run =>
      (!branch || run.branch === branch) &&
      (!status || run.status === status) &&
      (!version || run.version === version) &&
      (!since || (run.startedAt ?? '') >= since) &&
      (!until || (run.startedAt !== undefined && run.startedAt < until)) &&
      (!text || describe(run).includes(text.toLocaleLowerCase('en-US'))),
  );
}

/** The branches of runs, most recent first. */
export function listBranches(runs: AzureBlobRun[]): string[] {
  return [...new Set(runs.flatMap(({ branch }) => branch ?? []))];
}

/** A run with what its files come to. */
export function measureRun(
  location: FakeLocation,
  run: AzureBlobRun,
): AzureBlobRunDetails {
  const files = filesOf(location, run.id);
  return {
    ...run,
    files: files.size,
    size: sum(files),
    complete: true,
  };
}

/** What differs between two runs, in the order of the paths. */
export function compareRuns(
  location: FakeLocation,
  base: string,
  head: string,
): Omit<AzureBlobComparison, 'nextCursor'> {
  const { maxCompared = Infinity } = location;
  const before = filesOf(location, base);
  const after = filesOf(location, head);
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  const totals = { added: 0, removed: 0, changed: 0, unchanged: 0 };
  const items: AzureBlobDifference[] = [];
  for (const path of paths) {
    const old = before.get(path);
    const current = after.get(path);
    if (old && current && old.blob === current.blob) {
      totals.unchanged += 1;
      continue;
    }
    const change = changeOf(old, current);
    totals[change] += 1;
    const sideOf = (file: ComparedFile | undefined) =>
      file && { size: file.size, lastModified: file.lastModified };
    items.push({ path, change, before: sideOf(old), after: sideOf(current) });
  }
  return {
    base,
    head,
    items,
    totals: { ...totals, baseSize: sum(before), headSize: sum(after) },
    complete: Math.max(before.size, after.size) <= maxCompared,
  };
}

/** What a location comes to in a few lines. */
export function summarize(
  id: string,
  location: FakeLocation,
): AzureBlobOverview {
  const runs = location.runs ?? [];
  return {
    location: id,
    latest: runs[0],
    latestSuccessful: filterRuns(runs, {
      branch: 'main',
      status: 'succeeded',
    })[0],
    downloads: {
      lastWeek: 3,
      recent: [
        {
          at: '2026-11-21T20:00:00.000Z',
          path: '1284/package.tgz',
          by: 'user:default/alice',
        },
      ],
    },
    ...location.overview,
  };
}

interface ComparedFile {
  blob: FakeBlob;
  size: number;
  lastModified: string;
}

function filesOf(
  { blobs, details = {} }: FakeLocation,
  run: string,
): Map<string, ComparedFile> {
  const root = `${run}/`;
  return new Map(
    Object.entries(blobs)
      .filter(([path]) => path.startsWith(root))
      .map(([path, blob]) => [
        path.slice(root.length),
        { blob, ...describeBlob(path, blob, details[path]) },
      ]),
  );
}

function changeOf(old?: ComparedFile, current?: ComparedFile) {
  if (!old) {
    return 'added';
  }
  return current ? 'changed' : 'removed';
}

function sum(files: Map<string, ComparedFile>): number {
  return [...files.values()].reduce((total, { size }) => total + size, 0);
}

function describe(run: AzureBlobRun): string {
  const { id, number, title, branch, commit, version, triggeredBy } = run;
  return [id, `#${number}`, title, branch, commit, version, triggeredBy]
    .join('\n')
    .toLocaleLowerCase('en-US');
}
