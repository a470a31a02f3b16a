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

const SECRET = 'hunter2-very-secret';

const azureBlob: JsonObject = {
  tenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47',
  clientId: '11111111-2222-3333-4444-555555555555',
  scope: 'api://11111111-2222-3333-4444-555555555555/access_as_user',
  credential: { type: 'secret', clientSecret: SECRET },
  accounts: [{ name: 'contosobuilds', identity: 'onBehalfOf' }],
  locations: [
    {
      id: 'artifacts',
      content: 'artifacts',
      account: 'contosobuilds',
      container: 'artifacts',
      prefix: '{entity.kind}/{entity.namespace}/{entity.name}/',
    },
  ],
  roles: [{ role: 'reader', to: 'group:default/sre' }],
};

const required = {
  app: { baseUrl: 'http://localhost:3000' },
  backend: {
    baseUrl: 'http://localhost:7007',
    listen: ':7007',
    database: { client: 'better-sqlite3', connection: ':memory:' },
  },
};

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

  it('should show the browser what it needs and no more', () => {
    expect(filter({ azureBlob }, ['frontend'])).toEqual({
      azureBlob: { clientId: azureBlob.clientId, scope: azureBlob.scope },
    });
  });

  it('should have the secret treated as one', () => {
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
    [{ roles: undefined }],
  ])('should accept %j', change => {
    expect(() =>
      filter({ azureBlob: { ...azureBlob, ...change } }),
    ).not.toThrow();
  });

  it.each([
    [{ tenantId: ['common'] }],
    [{ credential: { type: 'password' } }],
    [{ accounts: [{ name: 'contosobuilds', identity: 'application' }] }],
  ])('should refuse %j', change => {
    expect(() => filter({ azureBlob: { ...azureBlob, ...change } })).toThrow();
  });
});
