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

import { mockServices } from '@backstage/backend-test-utils';
import {
  AzureBlobGrant,
  AzureBlobGrantSource,
} from 'backstage-plugin-azure-blob-node';
import { GrantSources } from './GrantSources';

const asked = {
  userEntityRef: 'user:default/alice',
  ownershipEntityRefs: ['user:default/alice', 'group:default/payments'],
  entityRef: 'component:default/pay',
};

const grant = (id: string): AzureBlobGrant => ({
  id,
  userRef: 'user:default/alice',
  entityRef: 'component:default/pay',
  role: 'reader',
  expiresAt: new Date('2026-11-22T12:00:00.000Z'),
  approvedBy: 'user:default/erin',
});

function create(...answers: AzureBlobGrantSource['listGrants'][]) {
  const logger = mockServices.logger.mock();
  const sources = GrantSources.create({
    sources: answers.map(listGrants => ({ listGrants })),
    logger,
  });
  return { sources, logger };
}

describe('GrantSources', () => {
  it('should put together what all sources say', async () => {
    const first = jest.fn(async () => [grant('1'), grant('2')]);
    const { sources, logger } = create(
      first,
      async () => [],
      async () => [grant('3')],
    );
    expect(await sources.list(asked)).toEqual({
      grants: [grant('1'), grant('2'), grant('3')],
      incomplete: false,
    });
    expect(first.mock.calls).toEqual([[asked]]);
    expect(logger.error).not.toHaveBeenCalled();
    expect(await create().sources.list(asked)).toEqual({
      grants: [],
      incomplete: false,
    });
  });

  it('should do without those that fail in whatever way, and say so', async () => {
    jest.useFakeTimers();
    try {
      const failing: AzureBlobGrantSource['listGrants'][] = [
        () => {
          throw new TypeError('secret upstream text');
        },
        () => Promise.reject('secret upstream text'),
        () => new Promise(() => undefined),
      ];
      const { sources, logger } = create(...failing, async () => [grant('1')]);
      const listed = sources.list(asked);
      await jest.advanceTimersByTimeAsync(5_000);
      expect(await listed).toEqual({ grants: [grant('1')], incomplete: true });
      expect(logger.error.mock.calls).toEqual(
        ['TypeError', 'unknown', 'TimeoutError'].map(reason => [
          'A source of grants does not answer',
          { reason },
        ]),
      );
    } finally {
      jest.useRealTimers();
    }
  });
});
