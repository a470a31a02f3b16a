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

import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createGateEntities, PAYMENTS } from './__testUtils__/gateEntities';
import { GrantSources } from './grants/GrantSources';
import { Membership } from './Membership';
import { PortalFacts } from './PortalFacts';
import { Snapshots } from './Snapshots';

const REF = 'component:default/payments-api';
const credentials = mockCredentials.user('user:default/alice');

/** Snapshots of a portal that takes its time for every answer. */
function createSnapshots() {
  const auth = mockServices.auth();
  const catalog = catalogServiceMock({ entities: createGateEntities() });
  const logger = mockServices.logger.mock();
  const delays = { milliseconds: 0 };
  const { getEntityByRef, getEntitiesByRefs } = catalog;
  const wait = () =>
    new Promise(resolve => {
      setTimeout(resolve, delays.milliseconds);
    });
  jest.spyOn(catalog, 'getEntityByRef').mockImplementation(async (...args) => {
    await wait();
    return getEntityByRef.apply(catalog, args);
  });
  const related = jest
    .spyOn(catalog, 'getEntitiesByRefs')
    .mockImplementation(async (...args) => {
      await wait();
      return getEntitiesByRefs.apply(catalog, args);
    });
  const permissions = mockServices.permissions.mock({
    authorize: async () => [{ result: AuthorizeResult.ALLOW }],
  });
  const listGrants = jest.fn(async () => []);
  const snapshots = Snapshots.create({
    portal: PortalFacts.create({
      ...{ auth, catalog, permissions },
      readsDependents: false,
    }),
    membership: Membership.create({
      ...{ auth, catalog, logger },
      config: { nested: false, trustedOrigins: ['msgraph:'] },
    }),
    grants: GrantSources.create({ sources: [{ listGrants }], logger }),
  });
  return { snapshots, delays, related, listGrants };
}

describe('Snapshots', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('should find out all that there is, and forget what it could not', async () => {
    const { snapshots, related, listGrants } = createSnapshots();
    const get = async () => {
      const got = snapshots.get(REF, credentials);
      await jest.advanceTimersByTimeAsync(1_000);
      return (await got).facts.status;
    };
    related.mockRejectedValueOnce(new Error('down'));
    expect(await get()).toBe('rejected');
    expect(await get()).toBe('fulfilled');
    expect(listGrants).toHaveBeenLastCalledWith({
      userEntityRef: 'user:default/alice',
      ownershipEntityRefs: ['user:default/alice', PAYMENTS],
      entityRef: REF,
    });
  });

  it('should give no answer that took longer than ten seconds to find', async () => {
    const { snapshots, delays } = createSnapshots();
    const get = (milliseconds: number) => {
      delays.milliseconds = milliseconds;
      const got = snapshots.get(REF, credentials).catch(error => error);
      return jest.advanceTimersByTimeAsync(10_000).then(() => got);
    };
    // Three times: as the user, as the plugin, and for the systems
    expect(await get(3_500)).toMatchObject({
      code: 'CatalogUnavailable',
      message: expect.stringContaining('The catalog of the portal'),
    });
    expect(await get(3_000)).toMatchObject({ facts: { status: 'fulfilled' } });
  });
});
