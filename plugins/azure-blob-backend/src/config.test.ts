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
  PORTAL,
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
      identity: 'onBehalfOf',
      downloads: 'proxy',
      sas: { bindToUser: false, correlationId: false },
      malwareScanning: 'off',
    };
    expect(parse(valid)).toEqual({
      identity: {
        tenantId: TENANT,
        clientId: CLIENT,
        authorityHost: 'https://login.microsoftonline.com',
        credential: { type: 'federated' },
        clockToleranceSeconds: 60,
        portalClientIds: [PORTAL],
        allowGuests: false,
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
      membership: { nested: true, trustedOrigins: ['msgraph:'] },
      admins: [],
      takeOvers: 'notify',
      rateLimits: { cheap: 1_200, list: 600, read: 1_200, costly: 60 },
      archives: { maxFiles: 10_000, maxBytes: 50 * 2 ** 30 },
      provenance: { publicGood: true, trustedRoots: [] },
    });
  });

  it('should write ids as tokens do', () => {
    const upper = (id: string) => id.toLocaleUpperCase('en-US');
    const { identity } = parse({
      ...valid,
      tenantId: upper(TENANT),
      clientId: upper('aaaaaaaa-2222-3333-4444-555555555555'),
      portalClientIds: [upper('bbbbbbbb-2222-3333-4444-555555555555')],
    });
    expect(identity).toMatchObject({
      tenantId: TENANT,
      clientId: 'aaaaaaaa-2222-3333-4444-555555555555',
      portalClientIds: ['bbbbbbbb-2222-3333-4444-555555555555'],
    });
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
          identity: 'application',
          downloads: 'sas',
          sas: { correlationId: 'true' },
          malwareScanning: 'tags',
        },
        { name: 'contosologs', sas: { bindToUser: 'true' } },
      ],
      allowGuests: 'true',
      membership: { nested: 'false', trustedOrigins: ['ldap:', 'file:'] },
      admins: ['group:default/Platform'],
      takeOvers: 'hold',
      rateLimits: { cheap: '10', costly: 1 },
      archives: { maxBytes: '1073741824' },
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
        {
          role: 'reader',
          to: 'dependent-owners',
          origins: ['url:https://git/'],
        },
      ],
    });
    expect(config.identity).toEqual({
      tenantId: TENANT,
      clientId: CLIENT,
      authorityHost: 'https://localhost:8443',
      credential: { type: 'secret', clientSecret: SECRET },
      clockToleranceSeconds: 0,
      portalClientIds: [PORTAL],
      allowGuests: true,
    });
    expect(config.accounts).toEqual([
      {
        name: 'contosobuilds',
        endpoint: 'https://localhost:10000/contosobuilds',
        identity: 'application',
        downloads: 'sas',
        sas: { bindToUser: false, correlationId: true },
        malwareScanning: 'tags',
      },
      {
        name: 'contosologs',
        endpoint: 'https://contosologs.blob.core.windows.net',
        identity: 'onBehalfOf',
        downloads: 'proxy',
        sas: { bindToUser: true, correlationId: false },
        malwareScanning: 'off',
      },
    ]);
    expect(config.membership).toEqual({
      nested: false,
      trustedOrigins: ['ldap:', 'file:'],
    });
    expect(config.admins).toEqual(['group:default/platform']);
    expect(config.takeOvers).toBe('hold');
    expect(config.rateLimits).toEqual({
      cheap: 10,
      list: 600,
      read: 1_200,
      costly: 1,
    });
    expect(config.archives).toEqual({ maxFiles: 10_000, maxBytes: 2 ** 30 });
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
      {
        role: 'reader',
        to: { type: 'dependent-owners', origins: ['url:https://git/'] },
      },
    ]);
  });

  it.each([
    ['public', 'https://contosobuilds.blob.core.windows.net'],
    ['usGovernment', 'https://contosobuilds.blob.core.usgovcloudapi.net'],
    ['china', 'https://contosobuilds.blob.core.chinacloudapi.cn'],
  ])('should know the endpoint of an account in %s', (cloud, endpoint) => {
    const account = { name: 'contosobuilds', cloud };
    expect(parse({ ...valid, accounts: [account] }).accounts).toMatchObject([
      { endpoint },
    ]);
    const own = { ...account, endpoint: 'https://blobs.contoso.example' };
    expect(parse({ ...valid, accounts: [own] }).accounts).toMatchObject([
      { endpoint: 'https://blobs.contoso.example' },
    ]);
  });

  it('should take the apps that people sign in with from the provider', () => {
    const { portalClientIds: _, ...rest } = valid;
    const other = 'CCCCCCCC-2222-3333-4444-777777777777';
    const root = {
      auth: {
        providers: {
          microsoft: {
            development: { clientId: PORTAL, tenantId: TENANT },
            staging: { tenantId: TENANT },
            production: { clientId: other },
            second: { clientId: PORTAL },
          },
        },
      },
    };
    expect(parse(rest, root).identity.portalClientIds).toEqual([
      PORTAL,
      other.toLocaleLowerCase('en-US'),
    ]);
    expect(parse(valid, root).identity.portalClientIds).toEqual([PORTAL]);
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
