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

import { setTimeout as wait } from 'node:timers/promises';
import { LocalAzure, trustLocalAuthority, world } from 'local-azure';
import { loadCertificates } from '../../local-azure/src/certificates';
import {
  createTestConfig,
  startTestPortal,
} from '../../../plugins/azure-blob-backend/src/__testUtils__/startTestPortal';
import { measureInTurns, Summary } from './measure';
import { startServer } from './startServer';

const MANY = { entity: 'payments-api', runs: 10_000 };
const FEW = { entity: 'pay', runs: 10 };
const PREFIX = 'component/default/';
const PAGES = {
  'the first page of 10 runs': 'limit=10',
  'the latest successful on main': 'limit=1&branch=main&status=succeeded',
};

/** How long a page of runs takes, by how many there are. */
export interface RunsResult {
  pages: Record<string, Record<'few' | 'many', Summary>>;
  /** Until the first answer where nothing is indexed, in milliseconds. */
  firstAnswer: number;
  /** Until each of them is indexed, in milliseconds. */
  indexed: number;
}

/** Lists runs out of 10, and out of 10,000 with a hundred blobs each. */
export async function benchRuns(azure: LocalAzure): Promise<RunsResult> {
  const certificates = await loadCertificates();
  trustLocalAuthority(certificates.certificateAuthority);
  const storage = await startServer('runsProcess.ts', {
    env: {
      BENCH_SCOPES: JSON.stringify(
        Object.fromEntries(
          [MANY, FEW].map(({ entity, runs }) => [`${PREFIX}${entity}/`, runs]),
        ),
      ),
      BENCH_CERTIFICATE: certificates.certificate,
      BENCH_PRIVATE_KEY: certificates.privateKey,
    },
  });
  const { name } = world.account;
  const endpoint = `${storage.origin}/${name}`;
  const portal = await startTestPortal({
    azure,
    config: { ...createTestConfig(azure), accounts: [{ name, endpoint }] },
  });
  const headers = await portal.headers({ user: 'alice' });
  const list = async (entity: string, query: string) => {
    const response = await fetch(
      `${portal.origin}/api/azure-blob/v1/entities/${PREFIX}${entity}/runs?location=artifacts&${query}`,
      { headers },
    );
    const body = await response.json();
    if (!response.ok || body.items.length === 0) {
      throw new Error(`${response.status} ${JSON.stringify(body.error)}`);
    }
    return body;
  };
  try {
    const start = performance.now();
    await list(MANY.entity, 'limit=10');
    const firstAnswer = performance.now() - start;
    for (const { entity, runs } of [MANY, FEW]) {
      for (;;) {
        const { index } = await list(entity, 'limit=1');
        if (index.state === 'ready' && index.runs === runs) {
          break;
        }
        await wait(500);
      }
    }
    const indexed = performance.now() - start;
    const pages: RunsResult['pages'] = {};
    for (const [page, query] of Object.entries(PAGES)) {
      const measured = await measureInTurns(
        [
          { name: 'few', run: () => list(FEW.entity, query) },
          { name: 'many', run: () => list(MANY.entity, query) },
        ],
        { rounds: 100, warmUps: 10 },
      );
      pages[page] = measured as Record<'few' | 'many', Summary>;
    }
    return { pages, firstAnswer, indexed };
  } finally {
    await portal.stop();
    await storage.stop();
  }
}
