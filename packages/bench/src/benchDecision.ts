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

import { mockCredentials } from '@backstage/backend-test-utils';
import { LocalAzure } from 'local-azure';
import { summarize, Summary } from './measure';
import { openPortal } from './openPortal';

const WARM_UPS = 50;
const ROUNDS = 500;
const FIRST_REQUESTS = 200;

/** What the gate adds to a request. */
export interface DecisionResult {
  /** A repeated request, all of it. */
  entry: Summary;
  /** The same without the insert of the audit row. */
  decision: Summary;
  /** Asked for by all those repeated requests together. */
  calls: { catalog: number; permissions: number; exchanges: number };
  /** Exchanges by so many first requests of a user at the same time. */
  firstRequests: { requests: number; exchanges: number };
}

/** Enters through the gate again and again, as one user. */
export async function benchDecision(
  azure: LocalAzure,
): Promise<DecisionResult> {
  const { portal, gate, calls, audit } = await openPortal(azure);
  const enter = async (user: string, entity: string, assertion: string) => {
    const session = await gate.enter(
      {
        credentials: mockCredentials.user(`user:default/${user}`),
        assertion,
        origin: { requestId: 'bench' },
      },
      {
        entityRef: `component:default/${entity}`,
        location: 'artifacts',
        action: 'list',
        operation: 'artifacts',
        path: '',
      },
    );
    return session;
  };
  const alice = await azure.entra.issueAssertion('alice');
  const entries: number[] = [];
  const decisions: number[] = [];
  let before = { ...calls, exchanges: 0 };
  for (let round = -WARM_UPS; round < ROUNDS; round++) {
    if (round === 0) {
      before = { ...calls, exchanges: azure.entra.exchanges() };
    }
    audit.milliseconds = 0;
    const start = performance.now();
    const session = await enter('alice', 'payments-api', alice);
    const time = performance.now() - start;
    const inserting = audit.milliseconds;
    await session.complete({ result: 'succeeded' });
    if (round >= 0) {
      entries.push(time);
      decisions.push(time - inserting);
    }
  }
  const during = {
    catalog: calls.catalog - before.catalog,
    permissions: calls.permissions - before.permissions,
    exchanges: azure.entra.exchanges() - before.exchanges,
  };

  const erin = await azure.entra.issueAssertion('erin');
  const exchanged = azure.entra.exchanges();
  await Promise.all(
    Array.from({ length: FIRST_REQUESTS }, async () => {
      const session = await enter('erin', 'pay', erin);
      // The token is asked for where storage is.
      await session.blobs.list({ path: '', limit: 1 });
      await session.complete({ result: 'succeeded' });
    }),
  );
  const exchanges = azure.entra.exchanges() - exchanged;
  await portal.stop();
  return {
    entry: summarize(entries),
    decision: summarize(decisions),
    calls: during,
    firstRequests: { requests: FIRST_REQUESTS, exchanges },
  };
}
