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
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { StatusDesk } from './StatusDesk';

const caller = {
  credentials: mockCredentials.user('user:default/carol'),
  origin: { requestId: 'r-1' },
};
const status = { time: '2026-11-22T12:00:00.000Z', sections: [] };

function createDesk(
  options: { refusal?: Error; failure?: Error; auditFailure?: Error } = {},
) {
  const { refusal, failure, auditFailure } = options;
  const record: string[] = [];
  const note = (text: string, error?: Error) => async () => {
    record.push(text);
    if (error) {
      throw error;
    }
  };
  const desk = StatusDesk.create({
    admins: { check: note('check', refusal) },
    audit: {
      begin: async ({ actorRef, operation }) => {
        await note(`intent ${operation} ${actorRef}`, auditFailure)();
        return { id: '1' };
      },
      end: async (_intent, { result }) => note(`outcome ${result}`)(),
      deny: async ({ operation }, code) => note(`deny ${operation} ${code}`)(),
    },
    reader: {
      read: async () => {
        await note('read', failure)();
        return status;
      },
    },
  });
  return { desk, record };
}

describe('StatusDesk', () => {
  it('should put the reading on record before it begins', async () => {
    const { desk, record } = createDesk();
    expect(await desk.read(caller)).toBe(status);
    expect(record).toEqual([
      'check',
      'intent status user:default/carol',
      'read',
      'outcome succeeded',
    ]);
  });

  it('should look at nothing for those who are no administrators', async () => {
    const refusal = new AzureBlobError('PermissionDenied', 'No.');
    const { desk, record } = createDesk({ refusal });
    await expect(desk.read(caller)).rejects.toBe(refusal);
    expect(record).toEqual(['check', 'deny status PermissionDenied']);
  });

  it('should look at nothing that it cannot put on record', async () => {
    const auditFailure = new AzureBlobError('AuditUnavailable', 'No.');
    const { desk, record } = createDesk({ auditFailure });
    await expect(desk.read(caller)).rejects.toBe(auditFailure);
    expect(record).not.toContain('read');
  });

  it('should record that it did not work', async () => {
    const failure = new Error('No.');
    const { desk, record } = createDesk({ failure });
    await expect(desk.read(caller)).rejects.toBe(failure);
    expect(record.slice(-1)).toEqual(['outcome failed']);
  });
});
