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

import { Entity } from '@backstage/catalog-model';
import { AzureBlobRun } from 'backstage-plugin-azure-blob-common';
import { FakeWorld } from './FakeWorld';

const ESCAPE = '\u001b';

/** The entity that {@link createDemoWorld} is about. */
export const demoEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { namespace: 'default', name: 'payments-api' },
  spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
};

/** A line of the long log, in colour now and then. */
export function demoLine(number: number): string {
  if (number % 7 === 0) {
    return `${ESCAPE}[32mPASS${ESCAPE}[0m src/ledger.test.ts line ${number}`;
  }
  if (number % 11 === 0) {
    return `${ESCAPE}[1;31mFAIL${ESCAPE}[0m src/refund.test.ts line ${number}`;
  }
  return `line ${number} of the build`;
}

/** A world as alice sees it: some runs, folders, and a log. */
export function createDemoWorld(
  options: { logLines?: number } = {},
): FakeWorld {
  const { logLines = 12_000 } = options;
  const runs: AzureBlobRun[] = [
    createRun(1284, 'succeeded', 'main'),
    createRun(1283, 'failed', 'feat/refunds-with-a-rather-long-branch-name'),
    createRun(1282, 'canceled', 'main'),
    createRun(1281, 'running', 'main'),
    { id: 'nightly-2026-11-20', status: 'unknown' },
  ];
  return {
    access: {
      entityRef: 'component:default/payments-api',
      user: {
        entityRef: 'user:default/alice',
        groups: ['group:default/payments'],
      },
      owners: [{ entityRef: 'group:default/payments', title: 'payments' }],
      allowed: true,
      role: 'owner',
      basis: 'ownership',
      locations: [
        {
          id: 'artifacts',
          title: 'Artifacts',
          content: 'artifacts',
          hasRuns: true,
          runManifest: 'run.json',
          identity: 'onBehalfOf',
        },
        {
          id: 'logs',
          title: 'Logs',
          content: 'logs',
          hasRuns: true,
          runManifest: 'run.json',
          identity: 'onBehalfOf',
        },
      ],
    },
    locations: {
      artifacts: {
        runs,
        blobs: {
          '1284/reports/unit/junit.xml': '<testsuites/>',
          '1284/reports/coverage.html': '<html>91 %</html>',
          '1284/package.tgz': 'not really a tarball '.repeat(60_000),
          '1284/SHA256SUMS.txt': 'b01c  package.tgz',
          '1283/build-output.json': '{}',
        },
      },
      logs: {
        runs,
        blobs: {
          '1284/build.log': { count: logLines, lineAt: demoLine },
          '1284/test.log': `${ESCAPE}[32mok${ESCAPE}[0m\nlast line\n`,
          '1284/empty.log': '',
          '1284/steps/checkout.log': 'cloned\n',
          '1283/build.log': 'failed early\n',
        },
      },
    },
  };
}

function createRun(
  number: number,
  status: AzureBlobRun['status'],
  branch: string,
): AzureBlobRun {
  return {
    id: String(number),
    number,
    status,
    branch,
    title: 'Settle refunds the same day',
    commit: '9f3c1ab77ab02e1d0f6c4b5a39f3c1ab77ab02e1',
    commitUrl: 'https://git.contoso.example/payments-api/commit/9f3c1ab',
    pipelineUrl: `https://ci.contoso.example/runs/${number}`,
    triggeredBy: 'alice',
    startedAt: '2026-11-21T19:58:48.000Z',
    finishedAt: status === 'running' ? undefined : '2026-11-21T20:00:00.000Z',
  };
}
