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

import { parse, valid } from '../../config/__testUtils__/configs';
import {
  createReader,
  NO_ROLE,
  NOBODY,
  readCheck,
} from './__testUtils__/createStatusReader';
import { StorageAnswer } from './StorageProbe';

describe('describeStorage', () => {
  it.each<[string, StorageAnswer, string, string | undefined]>([
    [
      'network',
      { reached: false, reason: 'AccountUnknown' },
      'failed',
      'AccountUnknown',
    ],
    [
      'network',
      { reached: false, reason: 'AccountUnreachable' },
      'failed',
      'AccountUnreachable',
    ],
    [
      'firewall',
      { ...NO_ROLE, errorCode: 'AuthorizationFailure' },
      'failed',
      'FirewallBlocked',
    ],
    [
      'firewall',
      { ...NO_ROLE, status: 401, errorCode: 'InvalidAuthenticationInfo' },
      'failed',
      'TokenRejected',
    ],
    [
      'firewall',
      { reached: false, reason: 'AccountUnreachable' },
      'skipped',
      undefined,
    ],
  ])('should tell of %s from %o', async (id, answer, state, reason) => {
    const { reader } = createReader({}, { account: answer, container: answer });
    const check = await readCheck(reader, `account:contosobuilds.${id}`);
    expect({ state: check?.state, reason: check?.reason }).toEqual({
      state,
      reason,
    });
  });

  it.each<[string, StorageAnswer, string, string | undefined]>([
    ['onBehalfOf', { reached: true, status: 200 }, 'passed', undefined],
    [
      'onBehalfOf',
      { reached: true, status: 404, errorCode: 'ContainerNotFound' },
      'failed',
      'ContainerMissing',
    ],
    ['onBehalfOf', NO_ROLE, 'skipped', undefined],
    ['application', NO_ROLE, 'failed', 'RoleMissing'],
    ['onBehalfOf', { reached: true, status: 500 }, 'skipped', undefined],
    [
      'onBehalfOf',
      { reached: false, reason: 'AccountUnknown' },
      'skipped',
      undefined,
    ],
  ])(
    'should tell of a container read %s from %o',
    async (identity, answer, state, reason) => {
      const accounts = [{ name: 'contosobuilds', identity }];
      const { reader } = createReader(
        { config: parse({ ...valid, accounts }) },
        { container: answer },
      );
      const check = await readCheck(reader, 'location:artifacts.container');
      expect({ state: check?.state, reason: check?.reason }).toEqual({
        state,
        reason,
      });
    },
  );

  it.each<[StorageAnswer, StorageAnswer, string]>([
    [{ reached: true, status: 200 }, NO_ROLE, 'warning'],
    [NOBODY, { reached: true, status: 200, publicAccess: 'blob' }, 'warning'],
    [NOBODY, { reached: true, status: 200 }, 'passed'],
    [
      { reached: true, status: 409, errorCode: 'PublicAccessNotPermitted' },
      NO_ROLE,
      'passed',
    ],
    [NOBODY, NO_ROLE, 'skipped'],
    [{ reached: false, reason: 'AccountUnknown' }, NO_ROLE, 'skipped'],
  ])(
    'S9: should warn of anonymous access where it can be seen: %o %o',
    async (anonymous, container, state) => {
      const { reader } = createReader({}, { anonymous, container });
      const check = await readCheck(reader, 'location:artifacts.anonymous');
      expect(check?.state).toBe(state);
      expect(check?.fixes?.[0].command).toBe(
        state === 'warning'
          ? "az storage account update --name contosobuilds --resource-group '<group>' --allow-blob-public-access false"
          : undefined,
      );
    },
  );
});
