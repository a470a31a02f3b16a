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

import { UnsecuredJWT } from 'jose';
import { readTokenClaims } from './readTokenClaims';

const GUID = '5a1f7f5e-0c1d-4c57-9f51-c0a7050b0000';

describe('readTokenClaims', () => {
  it('should read what both versions of a token say', () => {
    expect(
      readTokenClaims(
        new UnsecuredJWT({
          aud: 'https://graph.microsoft.com',
          appid: GUID,
          tid: GUID,
          oid: GUID,
          upn: 'alice@contoso.example',
        }).encode(),
      ),
    ).toEqual({
      audience: 'https://graph.microsoft.com',
      clientId: GUID,
      tenantId: GUID,
      oid: GUID,
      userName: 'alice@contoso.example',
    });
  });

  it('should leave out what does not look like it should', () => {
    const claims = readTokenClaims(
      new UnsecuredJWT({
        aud: 'a b',
        azp: '$(id)',
        tid: 7,
        oid: `${GUID}'`,
        preferred_username: '<script> @x',
      }).encode(),
    );
    expect(Object.values(claims)).toEqual(Array(5).fill(undefined));
  });

  it.each([undefined, '', 'x', 'a.b.c'])('should bear with "%s"', token => {
    expect(Object.values(readTokenClaims(token))).toEqual(
      Array(5).fill(undefined),
    );
  });
});
