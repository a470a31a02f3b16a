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
  configApiRef,
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
  microsoftAuthApiRef,
} from '@backstage/core-plugin-api';
import { azureBlobApiRef, createAzureBlobApi } from './api';
import { azureBlobArtifactsRouteRef, azureBlobLogsRouteRef } from './routes';

/**
 * The azure-blob plugin for the legacy frontend system.
 *
 * @public
 */
export const azureBlobPlugin = createPlugin({
  id: 'azure-blob',
  routes: {
    artifacts: azureBlobArtifactsRouteRef,
    logs: azureBlobLogsRouteRef,
  },
  apis: [
    createApiFactory({
      api: azureBlobApiRef,
      deps: {
        configApi: configApiRef,
        discoveryApi: discoveryApiRef,
        fetchApi: fetchApiRef,
        microsoftAuthApi: microsoftAuthApiRef,
      },
      factory: deps => createAzureBlobApi(deps),
    }),
  ],
});

/**
 * The Artifacts tab, for an `EntityLayout.Route` of the legacy frontend system.
 *
 * @public
 */
export const EntityAzureBlobArtifactsContent: () => JSX.Element =
  azureBlobPlugin.provide(
    createRoutableExtension({
      name: 'EntityAzureBlobArtifactsContent',
      component: () => import('./artifacts').then(m => m.ArtifactsContent),
      mountPoint: azureBlobArtifactsRouteRef,
    }),
  );

/**
 * The Logs tab, for an `EntityLayout.Route` of the legacy frontend system.
 *
 * @public
 */
export const EntityAzureBlobLogsContent: () => JSX.Element =
  azureBlobPlugin.provide(
    createRoutableExtension({
      name: 'EntityAzureBlobLogsContent',
      component: () => import('./logs').then(m => m.LogsContent),
      mountPoint: azureBlobLogsRouteRef,
    }),
  );
