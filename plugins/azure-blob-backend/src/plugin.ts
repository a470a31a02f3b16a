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
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  AZURE_BLOB_PLUGIN_ID,
  azureBlobPermissions,
} from 'backstage-plugin-azure-blob-common';
import {
  AzureBlobAccessDeciderFactory,
  azureBlobAccessExtensionPoint,
  azureBlobIdentityExtensionPoint,
  AzureBlobTokenExchangeFactory,
} from 'backstage-plugin-azure-blob-node';
import { DefaultAccessDecider, DefaultAccessGate } from './access';
import { DatabaseAuditLog } from './audit';
import { parseAzureBlobConfig } from './config';
import {
  CachedTokenExchange,
  CatalogIdentityBinding,
  JwksAssertionVerifier,
  OnBehalfOfTokenExchange,
} from './identity';
import { LocationRegistry } from './locations';
import { LogIndexes } from './logs';
import { createRouter } from './routers';
import { SetOnce } from './SetOnce';

/**
 * Serves the build artifacts and logs of catalog entities from Azure Blob
 * Storage, to each user as herself.
 *
 * @public
 */
export const azureBlobPlugin = createBackendPlugin({
  pluginId: AZURE_BLOB_PLUGIN_ID,
  register(env) {
    const decider = new SetOnce<AzureBlobAccessDeciderFactory>(
      'access decider',
    );
    const exchange = new SetOnce<AzureBlobTokenExchangeFactory>(
      'token exchange',
    );
    env.registerExtensionPoint(azureBlobAccessExtensionPoint, {
      setAccessDecider: factory => decider.set(factory),
    });
    env.registerExtensionPoint(azureBlobIdentityExtensionPoint, {
      setTokenExchange: factory => exchange.set(factory),
    });

    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { auth, catalog, database, httpAuth, logger } = deps;
        const config = parseAzureBlobConfig(deps.config);
        deps.permissionsRegistry.addPermissions(azureBlobPermissions);

        const { identity, roles } = config;
        const getDefaultDecider = () => DefaultAccessDecider.create({ roles });
        const getDefaultExchange = () =>
          CachedTokenExchange.create({
            exchange: OnBehalfOfTokenExchange.create({
              config: identity,
              logger,
            }),
          });

        const gate = DefaultAccessGate.create({
          auth,
          catalog,
          permissions: deps.permissions,
          userInfo: deps.userInfo,
          audit: await DatabaseAuditLog.create({ database, logger }),
          binding: CatalogIdentityBinding.create({ auth, catalog }),
          decider:
            decider.value?.({ getDefault: getDefaultDecider }) ??
            getDefaultDecider(),
          exchange:
            exchange.value?.({ getDefault: getDefaultExchange }) ??
            getDefaultExchange(),
          locations: LocationRegistry.fromConfig(config),
          verifier: JwksAssertionVerifier.create({ config: identity }),
        });

        const indexes = LogIndexes.create();
        deps.lifecycle.addShutdownHook(() => indexes.close());
        deps.httpRouter.use(
          await createRouter({ gate, httpAuth, indexes, logger }),
        );
      },
    });
  },
});
