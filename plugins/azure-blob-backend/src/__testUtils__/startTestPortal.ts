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
  createBackendModule,
  createServiceFactory,
  RootLoggerService,
  ServiceFactory,
} from '@backstage/backend-plugin-api';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { createBackend } from '@backstage/backend-defaults';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { LocalAzure, LocalAzureAddress, world } from 'local-azure';
import azureBlobPlugin from '..';
import { getDemoEntities } from './demoWorld';
import { outputWatch } from './outputWatch';

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
export function createTestConfig(azure: LocalAzureAddress): JsonObject {
  const location = { account: world.account.name, prefix: TEMPLATE };
  return {
    tenantId: azure.tenantId,
    clientId: world.apiApp.clientId,
    authorityHost: azure.entra.origin,
    portalClientIds: [world.portalApp.clientId],
    membership: { trustedOrigins: ['file:'] },
    admins: ['group:default/platform'],
    // Not what most tests are about.
    rateLimits: {
      cheap: 100_000,
      list: 100_000,
      read: 100_000,
      costly: 100_000,
    },
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

/** Options of {@link startTestPortal}. */
export interface TestPortalOptions {
  azure: LocalAzure;
  knex?: Knex;
  config?: JsonObject;
  features?: BackendFeature[];
  /** Those of the demo world where they are left out. */
  entities?: Entity[];
  /** A catalog; one of the entities where it is left out. */
  catalog?: ServiceFactory;
  /** A permission framework; one that allows everything where it is left out. */
  permissions?: ServiceFactory;
}

/** Starts the plugin behind Backstage's own middleware, as in development. */
export async function startTestPortal(
  options: TestPortalOptions,
): Promise<TestPortal> {
  const { azure, config, features = [], ...services } = options;
  outputWatch.protect(world.apiApp.clientSecret);
  const logged: string[] = [];
  const backend = await startTestBackend({
    ...services,
    config: config ?? createTestConfig(azure),
    features: [createLoggerFactory(logged), ...features],
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
  /** A database; one of its own where it is left out. */
  knex?: Knex;
  features?: BackendFeature[];
  entities?: Entity[];
  catalog?: ServiceFactory;
  permissions?: ServiceFactory;
}): Promise<{ origin: string; stop(): Promise<void> }> {
  const { knex } = options;
  let server: Server | undefined;
  let database: Knex | undefined;
  const backend = createBackend();
  for (const feature of [
    azureBlobPlugin,
    options.catalog ??
      catalogServiceMock.factory({
        entities: options.entities ?? getDemoEntities(),
      }),
    rootHttpRouterServiceFactory({
      configure(context) {
        context.app.use(outputWatch.watchAnswers());
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
    options.permissions ?? mockServices.permissions.factory(),
    mockServices.discovery.factory(),
    createDatabaseWatch(opened => {
      database = opened;
    }),
    ...(knex ? [mockServices.database.factory({ knex })] : []),
    ...(options.features ?? []),
  ]) {
    backend.add(feature);
  }
  const stop = async () => {
    if (database) {
      await outputWatch.leaveDatabase(database);
    }
    await backend.stop();
    if (!knex) {
      // Backstage leaves SQLite open, and its timers keep a test run alive.
      await database?.destroy();
    }
  };
  const { NODE_ENV } = process.env;
  // Where Backstage adds stacks to its answers.
  process.env = { ...process.env, NODE_ENV: 'development' };
  try {
    await backend.start();
  } catch (error) {
    await stop();
    throw error;
  } finally {
    process.env = { ...process.env, NODE_ENV };
  }
  const address = server?.address();
  if (!address || typeof address === 'string') {
    throw new Error('The backend does not listen.');
  }
  return {
    origin: `http://127.0.0.1:${address.port}`,
    stop,
  };
}

/** Hands out the database of the plugin, to look through it after each test. */
function createDatabaseWatch(onOpen: (database: Knex) => void) {
  return createBackendModule({
    pluginId: 'azure-blob',
    moduleId: 'database-watch',
    register(reg) {
      reg.registerInit({
        deps: { database: coreServices.database },
        async init(deps) {
          const database = await deps.database.getClient();
          outputWatch.watchDatabase(database);
          onOpen(database);
        },
      });
    },
  });
}

/** Keeps all that is logged, as it would be written. */
function createLoggerFactory(logged: string[]) {
  const log = (message: string, meta?: unknown) => {
    const line = `${message} ${inspect(meta, { depth: 10 })}`;
    outputWatch.look('the log', line);
    logged.push(line);
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
  const signature = assertion?.split('.')[2];
  if (signature) {
    outputWatch.protect(signature);
  }
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
