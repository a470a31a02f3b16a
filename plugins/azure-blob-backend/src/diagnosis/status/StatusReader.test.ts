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
import { parse, valid } from '../../config/__testUtils__/configs';
import {
  createReader,
  exchanges,
  NOW,
  readCheck,
} from './__testUtils__/createStatusReader';

beforeEach(() => {
  jest.useFakeTimers({ now: NOW, doNotFake: ['nextTick', 'setImmediate'] });
});

afterEach(() => {
  jest.useRealTimers();
});
describe('StatusReader', () => {
  it('should have a section for all that there is', async () => {
    const { sections } = await createReader().reader.read();
    expect(sections.map(({ id }) => id)).toEqual([
      'credential',
      'consent',
      'account:contosobuilds',
      'location:artifacts',
      'location:logs',
      'portal',
    ]);
    const states = sections.flatMap(({ checks }) =>
      checks.map(({ id, state }) => `${state} ${id}`),
    );
    expect(states).toEqual([
      'passed credential.type',
      'passed credential.token',
      'skipped credential.exchange',
      'skipped consent',
      'passed account:contosobuilds.network',
      'passed account:contosobuilds.firewall',
      'passed account:contosobuilds.identity',
      'skipped location:artifacts.container',
      'skipped location:artifacts.anonymous',
      'skipped location:logs.container',
      'skipped location:logs.anonymous',
      'passed portal.permissions',
      'passed portal.trustedOrigins',
      'passed portal.admins',
      'passed portal.takeOvers',
      'passed portal.database',
    ]);
  });

  it('should look once for all who ask within ten seconds', async () => {
    const { reader, probe } = createReader();
    await Promise.all([reader.read(), reader.read()]);
    jest.setSystemTime(NOW.getTime() + 9_999);
    await reader.read();
    expect(probe.askAccount).toHaveBeenCalledTimes(1);
    jest.setSystemTime(NOW.getTime() + 10_000);
    await Promise.all([reader.read(), reader.read()]);
    expect(probe.askAccount).toHaveBeenCalledTimes(2);
  });

  it('should not wait for ever for a token', async () => {
    const { reader, probe } = createReader({
      getAppToken: () => new Promise(() => {}),
    });
    const check = readCheck(reader, 'credential.token');
    await jest.advanceTimersByTimeAsync(12_000);
    expect(await check).toMatchObject({
      state: 'failed',
      reason: 'EntraUnreachable',
    });
    expect(probe.askContainer).not.toHaveBeenCalled();
  });

  it('should explain why the app gets no token', async () => {
    const { reader } = createReader({
      getAppToken: async () => {
        throw new AzureBlobError('TokenExchangeUnavailable', 'No.', {
          reason: 'SecretExpired',
        });
      },
    });
    expect(await readCheck(reader, 'credential.token')).toMatchObject({
      state: 'failed',
      reason: 'SecretExpired',
      fixes: expect.arrayContaining([
        expect.objectContaining({
          command: expect.stringContaining('az ad app credential reset'),
        }),
      ]),
    });
    expect(await readCheck(reader, 'location:logs.container')).toMatchObject({
      state: 'skipped',
    });
  });

  it.each([
    [undefined, undefined, 'skipped', 'skipped'],
    [1, undefined, 'passed', 'passed'],
    [1, 2, 'failed', 'failed'],
    [2, 1, 'passed', 'passed'],
    [undefined, 1, 'failed', 'failed'],
  ])(
    'should go by the last exchange: success at %s, failure at %s',
    async (success, failure, exchange, consent) => {
      const at = (hour: number) => new Date(NOW.getTime() + hour * 3_600_000);
      const { reader } = createReader({
        summarizeExchanges: () => ({
          ...exchanges,
          lastSuccess: success === undefined ? undefined : at(success),
          lastFailure:
            failure === undefined
              ? undefined
              : {
                  time: at(failure),
                  code: 'TokenExchangeUnavailable',
                  reason: 'ConsentMissing',
                },
        }),
      });
      expect(await readCheck(reader, 'credential.exchange')).toMatchObject({
        state: exchange,
        ...(exchange === 'failed' && { since: at(failure!).toISOString() }),
      });
      expect((await readCheck(reader, 'consent'))?.state).toBe(consent);
    },
  );

  it('should not call a fault of one user one of the consent', async () => {
    const { reader } = createReader({
      summarizeExchanges: () => ({
        ...exchanges,
        lastFailure: {
          time: NOW,
          code: 'InteractionRequired',
          reason: 'MfaRequired',
        },
      }),
    });
    expect((await readCheck(reader, 'consent'))?.state).toBe('skipped');
  });
  it.each([
    [
      { accounts: [{ name: 'contosobuilds', identity: 'application' }] },
      'account:contosobuilds.identity',
    ],
    [
      { accounts: [{ name: 'contosobuilds', cloud: 'china' }] },
      'account:contosobuilds.cloud',
    ],
    [{ membership: { trustedOrigins: ['url:'] } }, 'portal.trustedOrigins'],
    [
      { membership: { trustedOrigins: ['msgraph:', 'url:https://'] } },
      'portal.trustedOrigins',
    ],
  ])('should warn of %o', async (change, id) => {
    const config = parse({ ...valid, ...change });
    const { reader } = createReader({ config });
    expect(await readCheck(reader, id)).toMatchObject({
      state: 'warning',
      fixes: [expect.objectContaining({ who: 'portal-admins' })],
    });
  });
  it('should tell how the portal is set up', async () => {
    const { reader } = createReader({
      config: parse({
        ...valid,
        admins: ['group:default/platform'],
        takeOvers: 'hold',
        membership: { trustedOrigins: ['url:https://git.example.com/org/'] },
      }),
      hasPermissionFramework: false,
      databaseClient: 'better-sqlite3',
    });
    const { sections } = await reader.read();
    expect(
      sections
        .slice(-1)[0]
        .checks.map(({ state, message }) => `${state}: ${message}`),
    ).toEqual([
      expect.stringMatching(/^warning: Off/),
      'passed: "url:https://git.example.com/org/".',
      'passed: Members of "group:default/platform".',
      expect.stringMatching(/^passed: Held/),
      expect.stringMatching(/^warning: SQLite/),
    ]);
  });
});
