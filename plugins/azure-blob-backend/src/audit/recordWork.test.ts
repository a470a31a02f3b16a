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

import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { recordRefusal, recordWork } from './recordWork';
import { AuditLog, AuditSubject } from './types';

const subject: AuditSubject = {
  actorRef: 'user:default/carol',
  operation: 'status',
  ownerRefs: [],
  origin: { requestId: 'r-1' },
};
const refusal = new AzureBlobError('PermissionDenied', 'No.');

function createAudit() {
  const rows: unknown[] = [];
  const audit: AuditLog = {
    begin: async ({ operation }) => {
      rows.push(['intent', operation]);
      return { id: 'i-1' };
    },
    end: async ({ id }, outcome) => {
      rows.push([id, outcome]);
    },
    deny: async ({ operation }, code) => {
      rows.push(['denied', operation, code]);
    },
  };
  return { audit, rows };
}

async function fail(error: Error): Promise<never> {
  throw error;
}

describe('recordRefusal', () => {
  it('should put on record what was refused, and nothing else', async () => {
    const { audit, rows } = createAudit();
    expect(await recordRefusal(audit, subject, async () => 1)).toBe(1);
    const bug = new TypeError('bug');
    await expect(recordRefusal(audit, subject, () => fail(bug))).rejects.toBe(
      bug,
    );
    expect(rows).toEqual([]);
    await expect(
      recordRefusal(audit, subject, () => fail(refusal)),
    ).rejects.toBe(refusal);
    expect(rows).toEqual([['denied', 'status', 'PermissionDenied']]);
  });
});

describe('recordWork', () => {
  it('should be on record before it begins, and with what it came to', async () => {
    const { audit, rows } = createAudit();
    const work = async () => {
      expect(rows).toEqual([['intent', 'status']]);
      return 1;
    };
    expect(await recordWork(audit, subject, work)).toBe(1);
    expect(rows).toEqual([
      ['intent', 'status'],
      ['i-1', { result: 'succeeded' }],
    ]);
  });

  it('should record how it failed', async () => {
    const { audit, rows } = createAudit();
    await expect(recordWork(audit, subject, () => fail(refusal))).rejects.toBe(
      refusal,
    );
    expect(rows.at(-1)).toEqual([
      'i-1',
      { result: 'denied', code: 'PermissionDenied' },
    ]);
  });

  it('should do nothing that cannot be put on record', async () => {
    const { audit } = createAudit();
    const work = jest.fn();
    const down = new AzureBlobError('AuditUnavailable', 'Down.');
    const silent = { ...audit, begin: () => fail(down) };
    await expect(recordWork(silent, subject, work)).rejects.toBe(down);
    expect(work).not.toHaveBeenCalled();
  });
});
