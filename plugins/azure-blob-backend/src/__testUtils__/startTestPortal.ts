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

import { Server } from 'node:http';
import { inspect } from 'node:util';
import {
  BackendFeature,
  coreServices,
  createServiceFactory,
  RootLoggerService,
} from '@backstage/backend-plugin-api';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { createBackend } from '@backstage/backend-defaults';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { LocalAzure, world } from 'local-azure';
import azureBlobPlugin from '..';
import { getDemoEntities, getOwnershipRefs } from './demoWorld';

const TEMPLATE = '{entity.kind}/{entity.namespace}/{entity.name}/';

/** Who asks, and as whom she is signed in where. */
export interface TestCall {
  /** Signed in to the portal, and to Microsoft unless `assertion` is given. */
  user?: string;
  /** Another token; none where it is undefined. */
  assertion?: string;
  headers?: Record<string, string>;
}

/** A portal with the plugin in it, in front of a local Azure. */
export interface TestPortal {
  origin: string;
  logged: string[];
  headers(call: TestCall): Promise<Record<string, string>>;
  stop(): Promise<void>;
}

/** The app-config of the demo world. */
export function createTestConfig(azure: LocalAzure): JsonObject {
  const location = { account: world.account.name, prefix: TEMPLATE };
  return {
    tenantId: azure.tenantId,
    clientId: world.apiApp.clientId,
    authorityHost: azure.entra.origin,
    credential: { type: 'secret', clientSecret: world.apiApp.clientSecret },
    accounts: [
      { name: world.account.name, endpoint: azure.storage.blobEndpoint },
    ],
    locations: [
      {
        ...location,
        id: 'artifacts',
        content: 'artifacts',
        container: 'artifacts',
      },
      { ...location, id: 'logs', content: 'logs', container: 'logs' },
    ],
    roles: [
      { role: 'owner', to: 'owners' },
      { role: 'reader', to: 'system-owners' },
    ],
  };
}

const userInfoFactory = createServiceFactory({
  service: coreServices.userInfo,
  deps: { auth: coreServices.auth },
  factory: ({ auth }) => ({
    async getUserInfo(credentials) {
      if (!auth.isPrincipal(credentials, 'user')) {
        throw new Error('Nobody is signed in.');
      }
      const { userEntityRef } = credentials.principal;
      return {
        userEntityRef,
        ownershipEntityRefs: getOwnershipRefs(userEntityRef),
      };
    },
  }),
});

/** Starts the plugin behind Backstage's own middleware, as in development. */
export async function startTestPortal(options: {
  azure: LocalAzure;
  knex?: Knex;
  config?: JsonObject;
  features?: BackendFeature[];
}): Promise<TestPortal> {
  const { azure, knex, features = [] } = options;
  const logged: string[] = [];
  const backend = await startTestBackend({
    config: options.config ?? createTestConfig(azure),
    features: [
      createLoggerFactory(logged),
      ...(knex ? [mockServices.database.factory({ knex })] : []),
      ...features,
    ],
  });
  return {
    ...backend,
    logged,
    headers: call => createHeaders(azure, call),
  };
}

/** The same, without a local Azure at hand. */
export async function startTestBackend(options: {
  /** The `azureBlob` of the app-config. */
  config: JsonObject;
  features?: BackendFeature[];
}): Promise<{ origin: string; stop(): Promise<void> }> {
  let server: Server | undefined;
  const backend = createBackend();
  for (const feature of [
    azureBlobPlugin,
    catalogServiceMock.factory({ entities: getDemoEntities() }),
    rootHttpRouterServiceFactory({
      configure(context) {
        context.applyDefaults();
        server = context.server;
      },
    }),
    mockServices.rootConfig.factory({
      data: {
        backend: {
          listen: { host: '127.0.0.1', port: 0 },
          cors: { origin: 'http://localhost:3000', credentials: true },
          database: { client: 'better-sqlite3', connection: ':memory:' },
        },
        azureBlob: options.config,
      },
    }),
    mockServices.auth.factory(),
    mockServices.httpAuth.factory(),
    mockServices.permissions.factory(),
    mockServices.discovery.factory(),
    userInfoFactory,
    ...(options.features ?? []),
  ]) {
    backend.add(feature);
  }
  const { NODE_ENV } = process.env;
  // Where Backstage adds stacks to its answers.
  process.env = { ...process.env, NODE_ENV: 'development' };
  try {
    await backend.start();
  } finally {
    process.env = { ...process.env, NODE_ENV };
  }
  const address = server?.address();
  if (!address || typeof address === 'string') {
    throw new Error('The backend does not listen.');
  }
  return {
    origin: `http://127.0.0.1:${address.port}`,
    stop: () => backend.stop(),
  };
}

/** Keeps all that is logged, as it would be written. */
function createLoggerFactory(logged: string[]) {
  const log = (message: string, meta?: unknown) => {
    logged.push(`${message} ${inspect(meta, { depth: 10 })}`);
  };
  const logger: RootLoggerService = {
    error: log,
    warn: log,
    info: log,
    debug: log,
    child: () => logger,
  };
  return createServiceFactory({
    service: coreServices.rootLogger,
    deps: {},
    factory: () => logger,
  });
}

async function createHeaders(
  azure: LocalAzure,
  call: TestCall,
): Promise<Record<string, string>> {
  const { user } = call;
  const assertion =
    'assertion' in call || !user
      ? call.assertion
      : await azure.entra.issueAssertion(user);
  return {
    authorization: user
      ? mockCredentials.user.header(`user:default/${user}`)
      : mockCredentials.none.header(),
    ...(assertion && {
      'Backstage-Azure-Blob-Authorization': `Bearer ${assertion}`,
    }),
    ...call.headers,
  };
}
