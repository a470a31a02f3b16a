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

import dns from 'node:dns';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  AzureBlobDiagnosis,
  AzureBlobDiagnosisCheck,
} from 'backstage-plugin-azure-blob-common';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { LocalAzure, startLocalAzure, trustLocalAuthority } from 'local-azure';
import { getDemoEntities } from '../__testUtils__/demoWorld';
import { putTestBlob } from '../__testUtils__/fillStorage';
import { startContractProxy } from '../__testUtils__/startContractProxy';
import {
  createTestConfig,
  startTestPortal,
  TestCall,
  TestPortal,
} from '../__testUtils__/startTestPortal';
import {
  Misconfiguration,
  misconfigurations,
} from './__testUtils__/misconfigurations';
import { splitByShell } from './__testUtils__/splitByShell';

const PATH =
  '/api/azure-blob/v1/entities/component/default/payments-api/diagnosis?location=artifacts';

let azure: LocalAzure;

beforeAll(async () => {
  azure = await startLocalAzure();
  trustLocalAuthority(azure.certificateAuthority);
  await putTestBlob(azure, '1284/report.txt', 'report');
  const lookup = dns.lookup;
  // The same answer with and without a network
  jest.spyOn(dns, 'lookup').mockImplementation(((
    ...args: Parameters<typeof lookup>
  ) => {
    const [host] = args;
    const done = args[args.length - 1] as (error: Error) => void;
    return host.endsWith('.invalid')
      ? done(
          Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), {
            code: 'ENOTFOUND',
          }),
        )
      : lookup(...args);
  }) as typeof lookup);
});

afterAll(async () => {
  jest.restoreAllMocks();
  await azure?.stop();
});

afterEach(() => {
  azure.entra.setExchangeError('alice', undefined);
  azure.storage.assignments.reset();
  azure.storage.faults.clear();
});

async function toCall(row: Misconfiguration): Promise<TestCall> {
  const { token } = row;
  if (token === 'none') {
    return { user: 'alice', assertion: undefined };
  }
  return {
    user: 'alice',
    assertion: await (token === 'bob'
      ? azure.entra.issueAssertion('bob')
      : azure.entra.issueAssertion('alice', token)),
  };
}

async function diagnoseAt(
  portal: TestPortal,
  call: TestCall,
): Promise<{ text: string; diagnosis: AzureBlobDiagnosis }> {
  const contract = await startContractProxy({ target: portal.origin });
  try {
    const headers = await portal.headers(call);
    const response = await fetch(`${contract.origin}${PATH}`, { headers });
    const text = await response.text();
    if (response.status !== 200) {
      throw new Error(`${response.status} ${text}`);
    }
    return { text, diagnosis: JSON.parse(text) };
  } finally {
    await contract.stop();
  }
}

async function diagnoseWith(row: Misconfiguration) {
  const config = createTestConfig(azure);
  const portal = await startTestPortal({
    azure,
    config: (await row.config?.(config, azure)) ?? config,
    entities: row.entities?.(getDemoEntities()),
  });
  try {
    row.azure?.(azure);
    return await diagnoseAt(portal, await toCall(row));
  } finally {
    await portal.stop();
  }
}

function findUnpassed({ checks }: AzureBlobDiagnosis) {
  return checks.find(({ state }) => state !== 'passed');
}

function readAdvice({ fixes = [] }: AzureBlobDiagnosisCheck): string {
  return fixes
    .flatMap(({ text, command, config }) => [text, command, config])
    .join('\n\n');
}

/** The rows of the table in the documentation. */
function readDocumentedRows(): string[][] {
  const root = resolvePackagePath('backstage-plugin-azure-blob-backend');
  const page = readFileSync(resolve(root, '../../docs/diagnosis.md'), 'utf8');
  return page
    .split('\n')
    .filter(line => /^\| \d+[a-z]? +\|/.test(line))
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim()),
    );
}

describe('misconfigurations', () => {
  it.each(misconfigurations)(
    '$number: should find "$what"',
    async row => {
      const { text, diagnosis } = await diagnoseWith(row);
      const found = findUnpassed(diagnosis);
      expect(found).toMatchObject({
        id: row.check,
        state: row.code ? 'failed' : 'warning',
        message: expect.stringMatching(/\.$/),
      });
      expect({ code: found?.code, reason: found?.reason }).toEqual({
        code: row.code,
        reason: row.reason,
      });
      expect(diagnosis.stoppedAt).toBe(row.code && row.check);
      const behind = diagnosis.checks.slice(
        diagnosis.checks.findIndex(({ id }) => id === row.check) + 1,
      );
      expect(behind.every(({ state }) => state === 'skipped')).toBe(true);

      const advice = readAdvice(found!);
      for (const part of row.advice) {
        expect(advice).toContain(part);
      }
      expect(found?.fixes?.[0].who).toBe(row.who);
      for (const { command } of found?.fixes ?? []) {
        expect(splitByShell(command ?? 'az')[0]).toMatch(/^[a-z]+$/);
      }
      expect(text).not.toMatch(/eyJ|[?&]sig=|AADSTS|RequestId:/);
    },
    60_000,
  );

  it('should be those of the documentation', () => {
    expect(readDocumentedRows()).toEqual(
      misconfigurations.map(({ number, what, check, code, reason, who }) => [
        number,
        what,
        `\`${check}\``,
        code ? `\`${[code, reason].filter(Boolean).join('/')}\`` : 'a warning',
        who,
      ]),
    );
  });
});
