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

import { ConfigSchema, loadConfigSchema } from '@backstage/config-loader';
import { JsonObject } from '@backstage/types';
import { z } from 'zod';
import { azureBlobSchema } from './schema';

const SECRET = 'hunter2-very-secret';

const lifecycleCondition = {
  daysAfterModificationGreaterThan: 90,
  daysAfterCreationGreaterThan: null,
};

const azureBlob: JsonObject = {
  tenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47',
  clientId: '11111111-2222-3333-4444-555555555555',
  scope: 'api://11111111-2222-3333-4444-555555555555/access_as_user',
  credential: { type: 'secret', clientSecret: SECRET },
  authorityHost: 'https://login.microsoftonline.com',
  clockToleranceSeconds: 60,
  portalClientIds: ['11111111-2222-3333-4444-666666666666'],
  allowGuests: true,
  accounts: [
    {
      name: 'contosobuilds',
      endpoint: 'https://contosobuilds.blob.core.windows.net',
      cloud: 'public',
      identity: 'onBehalfOf',
      downloads: 'sas',
      sas: { bindToUser: true, correlationId: 'true' },
      malwareScanning: 'tags',
      lifecycle: {
        policy: {
          rules: [
            {
              name: 'old-builds',
              enabled: true,
              definition: {
                actions: {
                  baseBlob: {
                    delete: lifecycleCondition,
                    tierToCool: lifecycleCondition,
                    tierToCold: lifecycleCondition,
                    tierToArchive: lifecycleCondition,
                  },
                },
                filters: {
                  prefixMatch: ['artifacts/'],
                  blobTypes: ['blockBlob'],
                  blobIndexMatch: [],
                },
              },
            },
          ],
        },
      },
    },
  ],
  locations: [
    {
      id: 'artifacts',
      formerIds: ['builds'],
      content: 'artifacts',
      account: 'contosobuilds',
      container: 'artifacts',
      prefix: '{entity.kind}/{entity.namespace}/{entity.name}/',
    },
  ],
  roles: [{ role: 'reader', to: 'dependent-owners', origins: ['url:x'] }],
  membership: { nested: false, trustedOrigins: ['msgraph:'] },
  admins: ['group:default/platform'],
  takeOvers: 'hold',
  rateLimits: { cheap: 1, list: '2', read: 3, costly: 4 },
  archives: { maxFiles: 1, maxBytes: '2' },
  provenance: { publicGood: 'false', trustedRoots: ['root.json'] },
};

const required = {
  app: { baseUrl: 'http://localhost:3000' },
  backend: {
    baseUrl: 'http://localhost:7007',
    listen: ':7007',
    database: { client: 'better-sqlite3', connection: ':memory:' },
  },
};

const shape = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  enum: z.array(z.string()).optional(),
  const: z.string().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
});

/** A line for each key: where it is, whether it is needed, what it may be. */
function listKeys(schema: unknown, at: string): string[] {
  const node = shape.parse(schema);
  const choices = node.enum ?? (node.const ? [node.const] : []);
  const parts = node.anyOf ?? node.oneOf ?? [];
  return [
    ...(choices.length > 0 ? [`${at} = ${choices.join(' | ')}`] : []),
    ...Object.entries(node.properties ?? {}).flatMap(([key, value]) => {
      const path = `${at}.${key}`;
      const need = node.required?.includes(key) ? 'needed' : 'optional';
      return [`${path} ${need}`, ...listKeys(value, path)];
    }),
    ...(node.items ? listKeys(node.items, `${at}[]`) : []),
    ...parts.flatMap((part, index) => listKeys(part, `${at}(${index})`)),
  ].sort();
}

describe('config.d.ts', () => {
  let schema: ConfigSchema;

  beforeAll(async () => {
    schema = await loadConfigSchema({
      dependencies: [],
      packagePaths: [require.resolve('../../package.json')],
    });
  });

  function filter(
    data: JsonObject,
    visibility?: ('frontend' | 'backend' | 'secret')[],
  ): JsonObject {
    const [{ data: filtered }] = schema.process(
      [
        { data, context: 'app-config' },
        { data: required, context: 'what other packages require' },
      ],
      { visibility },
    );
    return filtered;
  }

  it('should know the keys that the plugin knows, and no others', () => {
    const { schemas } = z
      .looseObject({ schemas: z.array(z.looseObject({ value: shape })) })
      .parse(schema.serialize());
    const own = schemas
      .map(({ value }) => value.properties?.azureBlob)
      .find(value => value !== undefined);
    const parsed = z.toJSONSchema(azureBlobSchema, {
      io: 'input',
      unrepresentable: 'any',
    });
    const keys = listKeys(own, 'azureBlob');
    expect(keys.length).toBeGreaterThan(50);
    expect(keys).toEqual(listKeys(parsed, 'azureBlob'));
  });

  it('should have every key of it in this test', () => {
    expect(Object.keys(azureBlobSchema.parse(azureBlob))).toEqual(
      Object.keys(azureBlobSchema.shape),
    );
    expect(Object.keys(azureBlob).sort()).toEqual(
      Object.keys(azureBlobSchema.shape).sort(),
    );
  });

  it('T15: should show the browser what it needs and no more', () => {
    expect(filter({ azureBlob }, ['frontend'])).toEqual({
      azureBlob: { clientId: azureBlob.clientId, scope: azureBlob.scope },
    });
  });

  it('T15: should have the secret treated as one', () => {
    expect(filter({ azureBlob }, ['secret'])).toEqual({
      azureBlob: { credential: { clientSecret: SECRET } },
    });
    expect(JSON.stringify(filter({ azureBlob }, ['backend']))).not.toContain(
      SECRET,
    );
  });

  it.each([
    [{ credential: { type: 'federated' } }],
    [{ credential: { type: 'certificate', certificatePath: '/app.pem' } }],
    [{ clockToleranceSeconds: '30' }],
    [{ allowGuests: 'true' }],
    [{ accounts: [{ name: 'contosobuilds', identity: 'application' }] }],
    [{ roles: undefined }],
  ])('should accept %j', change => {
    expect(() =>
      filter({ azureBlob: { ...azureBlob, ...change } }),
    ).not.toThrow();
  });

  it.each([
    [{ tenantId: ['common'] }],
    [{ credential: { type: 'password' } }],
    [{ accounts: [{ name: 'contosobuilds', identity: 'key' }] }],
    [{ accounts: [{ name: 'contosobuilds', cloud: 'germany' }] }],
    [{ takeOvers: 'block' }],
    [{ admins: 'group:default/platform' }],
    [{ portalClientIds: 'one' }],
    [{ membership: { trustedOrigins: 'msgraph:' } }],
    [{ rateLimits: { cheap: [] } }],
  ])('should refuse %j', change => {
    expect(() => filter({ azureBlob: { ...azureBlob, ...change } })).toThrow();
  });
});
