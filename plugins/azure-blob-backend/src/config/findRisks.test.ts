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

import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { findRisks } from './findRisks';
import { parse, valid } from './__testUtils__/configs';

const ON = { permission: { enabled: true } };

function find(change: JsonObject, root: JsonObject = ON): string[] {
  return findRisks(parse({ ...valid, ...change }), new ConfigReader(root));
}

describe('findRisks', () => {
  it('should have nothing to say of a config without any', () => {
    expect(find({})).toEqual([]);
    expect(find({ authorityHost: 'https://localhost:8443' })).toEqual([]);
  });

  it.each([{}, { permission: {} }, { permission: { enabled: false } }])(
    'should tell that no policy is asked with %j',
    root => {
      expect(find({}, root)).toEqual([
        expect.stringContaining('permission.enabled'),
      ]);
    },
  );

  it('should name each account that everybody reads as the app', () => {
    const accounts = [
      ...valid.accounts,
      { name: 'contosologs', identity: 'application' },
    ];
    expect(find({ accounts })).toEqual([
      expect.stringMatching(
        /^azureBlob\.accounts\[1\]\.identity is "application".*"contosologs".*guests.*Microsoft account/,
      ),
    ]);
  });

  it.each([
    [undefined, 'usGovernment'],
    [undefined, 'china'],
    ['https://login.microsoftonline.us', 'public'],
    ['https://login.partner.microsoftonline.cn', 'usGovernment'],
  ])('should doubt the authority %j for an account in %s', (host, cloud) => {
    const risks = find({
      ...(host && { authorityHost: host }),
      accounts: [{ name: 'contosobuilds', cloud }],
    });
    expect(risks).toEqual([
      expect.stringMatching(/^azureBlob\.accounts\[0\] .*authorityHost/),
    ]);
    expect(risks[0]).toContain(`"${cloud}"`);
  });

  it.each([
    ['https://login.microsoftonline.us', 'usGovernment'],
    ['https://login.chinacloudapi.cn', 'china'],
  ])('should find that %s goes with %s', (authorityHost, cloud) => {
    const accounts = [{ name: 'contosobuilds', cloud }];
    expect(find({ authorityHost, accounts })).toEqual([]);
  });

  it('should say each in one sentence', () => {
    const risks = find(
      {
        accounts: [
          { name: 'contosobuilds', identity: 'application', cloud: 'china' },
        ],
      },
      {},
    );
    expect(risks).toHaveLength(3);
    for (const risk of risks) {
      expect(risk).toMatch(/^[^\n]*[^.]\.$/);
      expect(risk.split(/\.\s/)).toHaveLength(1);
    }
  });
});
