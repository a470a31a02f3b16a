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

import {
  artifacts,
  CLIENT,
  parse,
  SECRET,
  TEMPLATE,
  TENANT,
  valid,
  withPrefixes,
} from './config/__testUtils__/configs';

describe('parseAzureBlobConfig', () => {
  it('should read a short config and fill in what it leaves out', () => {
    const account = {
      name: 'contosobuilds',
      endpoint: 'https://contosobuilds.blob.core.windows.net',
    };
    expect(parse(valid)).toEqual({
      identity: {
        tenantId: TENANT,
        clientId: CLIENT,
        authorityHost: 'https://login.microsoftonline.com',
        credential: { type: 'federated' },
        clockToleranceSeconds: 60,
      },
      accounts: [account],
      locations: [
        {
          id: 'artifacts',
          title: 'artifacts',
          content: 'artifacts',
          account,
          container: 'artifacts',
          prefix: TEMPLATE,
          layout: '{run}/{path}',
        },
        {
          id: 'logs',
          title: 'logs',
          content: 'logs',
          account,
          container: 'logs',
          prefix: TEMPLATE,
          layout: '{run}/{path}',
        },
      ],
      roles: [{ role: 'owner', to: { type: 'owners' } }],
    });
  });

  it('should write ids as tokens do', () => {
    const { identity } = parse({
      ...valid,
      tenantId: TENANT.toLocaleUpperCase('en-US'),
    });
    expect(identity.tenantId).toBe(TENANT);
  });

  it('should read everything that can be set', () => {
    const config = parse({
      ...valid,
      scope: `api://${CLIENT}/access_as_user`,
      authorityHost: 'https://localhost:8443/',
      credential: { type: 'secret', clientSecret: SECRET },
      clockToleranceSeconds: '0',
      accounts: [
        {
          name: 'contosobuilds',
          endpoint: 'https://localhost:10000/contosobuilds/',
          identity: 'onBehalfOf',
          downloads: 'proxy',
        },
      ],
      locations: [
        {
          ...artifacts,
          title: 'Build artifacts',
          prefix: `Teams/{owner.kind}/{owner.namespace}/{owner.name}/${TEMPLATE}`,
          layout: '{path}',
        },
      ],
      roles: [
        { role: 'owner', to: 'owners' },
        { role: 'reader', to: 'system-owners' },
        { role: 'contributor', to: 'Group:default/SRE' },
      ],
    });
    expect(config.identity).toEqual({
      tenantId: TENANT,
      clientId: CLIENT,
      authorityHost: 'https://localhost:8443',
      credential: { type: 'secret', clientSecret: SECRET },
      clockToleranceSeconds: 0,
    });
    expect(config.accounts).toEqual([
      {
        name: 'contosobuilds',
        endpoint: 'https://localhost:10000/contosobuilds',
      },
    ]);
    expect(config.locations[0]).toMatchObject({
      title: 'Build artifacts',
      layout: '{path}',
    });
    expect(config.roles).toEqual([
      { role: 'owner', to: { type: 'owners' } },
      { role: 'reader', to: { type: 'system-owners' } },
      {
        role: 'contributor',
        to: { type: 'group', entityRef: 'group:default/sre' },
      },
    ]);
  });

  it.each([
    [{ type: 'federated', tokenFile: '/var/run/token' }],
    [{ type: 'federated', managedIdentityClientId: CLIENT }],
    [{ type: 'certificate', certificatePath: '/etc/app.pem' }],
  ])('should read the credential %j', credential => {
    expect(parse({ ...valid, credential }).identity.credential).toEqual(
      credential,
    );
  });

  it.each([
    ['artifacts/', 'logs/'],
    [`${TEMPLATE}artifacts/`, `${TEMPLATE}logs/`],
    // No kind has a dash.
    [TEMPLATE, `of-teams/${TEMPLATE}`],
    // Resolved values are in lower case, and names of blobs are not folded.
    [TEMPLATE, `Legacy/${TEMPLATE}`],
  ])('should accept the prefixes %j and %j side by side', (first, second) => {
    const complete = (prefix: string) =>
      prefix.includes('{') ? prefix : `${prefix}${TEMPLATE}`;
    expect(
      parse(withPrefixes(complete(first), complete(second))).locations,
    ).toHaveLength(2);
  });
});
