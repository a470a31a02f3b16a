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
import { notificationService } from '@backstage/plugin-notifications-node';
import {
  AZURE_BLOB_PLUGIN_ID,
  azureBlobPermissions,
} from 'backstage-plugin-azure-blob-common';
import {
  AzureBlobAccessDeciderFactory,
  azureBlobAccessExtensionPoint,
  azureBlobChangesExtensionPoint,
  AzureBlobChangeSource,
  AzureBlobGrantSource,
  azureBlobIdentityExtensionPoint,
  AzureBlobTokenExchangeFactory,
} from 'backstage-plugin-azure-blob-node';
import { parseAzureBlobConfig } from './config';
import { findRisks } from './config/findRisks';
import { createServices } from './createServices';
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
    const grantSources: AzureBlobGrantSource[] = [];
    const changeSources: AzureBlobChangeSource[] = [];
    env.registerExtensionPoint(azureBlobAccessExtensionPoint, {
      setAccessDecider: factory => decider.set(factory),
      addGrantSource: source => grantSources.push(source),
    });
    env.registerExtensionPoint(azureBlobIdentityExtensionPoint, {
      setTokenExchange: factory => exchange.set(factory),
    });

    env.registerExtensionPoint(azureBlobChangesExtensionPoint, {
      addChangeSource: source => changeSources.push(source),
    });

    env.registerInit({
      deps: {
        auth: coreServices.auth,
        cache: coreServices.cache,
        catalog: catalogServiceRef,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
      },
      async init({ httpAuth, httpRouter, permissionsRegistry, ...portal }) {
        const { logger, rootConfig } = portal;
        const config = parseAzureBlobConfig(rootConfig);
        for (const risk of findRisks(config, rootConfig)) {
          logger.warn(risk);
        }
        permissionsRegistry.addPermissions(azureBlobPermissions);
        const services = await createServices(portal, config, {
          decider: decider.value,
          exchange: exchange.value,
          grantSources,
          changeSources,
        });
        httpRouter.addAuthPolicy({
          path: '/v1/downloads',
          allow: 'unauthenticated',
        });
        httpRouter.use(await createRouter({ services, httpAuth, logger }));
      },
    });
  },
});
