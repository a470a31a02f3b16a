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
  AzureBlobPage,
  AzureBlobItem,
  AzureBlobRun,
  AzureBlobRunDetails,
  AzureBlobRunPage,
} from 'backstage-plugin-azure-blob-common';
import { Page } from 'playwright-core';

const STATUSES = ['succeeded', 'succeeded', 'failed', 'canceled'] as const;
const BRANCHES = ['main', 'fix/rounding', 'feature/log-search'];
const NEWEST = Date.parse('2026-11-22T07:00:00.000Z');
const HOUR_MS = 60 * 60 * 1000;

/**
 * Answers in place of the backend what it would of a component with many runs
 * of one file each: to fill that many in takes local Azure minutes.
 */
export async function serveRuns(
  page: Page,
  entity: string,
  count: number,
): Promise<void> {
  const runs = Array.from({ length: count }, (_, index) =>
    toRun(count - index, NEWEST - index * HOUR_MS),
  );
  const listRuns = (query: URLSearchParams): AzureBlobRunPage => {
    const text = query.get('text') ?? '';
    const found = runs.filter(({ title }) => title?.includes(text));
    const start = Number(query.get('cursor') ?? 0);
    const end = start + Number(query.get('limit') ?? 100);
    return {
      items: found.slice(start, end),
      ...(end < found.length && { nextCursor: String(end) }),
      ...(start === 0 && { branches: BRANCHES }),
      index: { state: 'ready', runs: count },
    };
  };
  const describeRun = (query: URLSearchParams): AzureBlobRunDetails => ({
    ...runs[count - Number(query.get('run'))],
    ...{ files: 1, size: 4096, complete: true },
  });
  const listFiles = (query: URLSearchParams): AzureBlobPage<AzureBlobItem> => ({
    items: [
      {
        ...{ kind: 'file', name: 'report.txt', size: 4096 },
        path: `${query.get('path')}report.txt`,
        lastModified: new Date(NEWEST).toISOString(),
      },
    ],
  });
  for (const [resource, answer] of Object.entries({
    runs: listRuns,
    run: describeRun,
    artifacts: listFiles,
  })) {
    await page.route(
      ({ pathname }) => pathname.endsWith(`/v1/entities/${entity}/${resource}`),
      async route => {
        const { searchParams } = new URL(route.request().url());
        await route.fulfill({
          json: answer(searchParams),
          headers: { 'access-control-allow-origin': '*' },
        });
      },
    );
  }
}

function toRun(number: number, time: number): AzureBlobRun {
  return {
    id: String(number),
    number,
    title: `Change ${number}`,
    status: STATUSES[number % STATUSES.length],
    branch: BRANCHES[number % BRANCHES.length],
    commit: number.toString(16).padEnd(40, '7'),
    triggeredBy: 'bob',
    size: 4096,
    startedAt: new Date(time).toISOString(),
    finishedAt: new Date(time + 72_000).toISOString(),
  };
}
