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
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
  microsoftAuthApiRef,
} from '@backstage/core-plugin-api';
import {
  azureBlobApiRef,
  createAzureBlobApi,
  microsoftStepUpApiRef,
  PopupStepUp,
} from './api';
import {
  azureBlobAdminRouteRef,
  azureBlobArtifactsPageRouteRef,
  azureBlobArtifactsRouteRef,
  azureBlobLogsRouteRef,
} from './routes';

/**
 * The azure-blob plugin for the legacy frontend system.
 *
 * @public
 */
export const azureBlobPlugin = createPlugin({
  id: 'azure-blob',
  routes: {
    admin: azureBlobAdminRouteRef,
    artifacts: azureBlobArtifactsRouteRef,
    artifactsPage: azureBlobArtifactsPageRouteRef,
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
        stepUpApi: microsoftStepUpApiRef,
      },
      factory: deps => createAzureBlobApi(deps),
    }),
    createApiFactory({
      api: microsoftStepUpApiRef,
      deps: {
        configApi: configApiRef,
        discoveryApi: discoveryApiRef,
        microsoftAuthApi: microsoftAuthApiRef,
      },
      factory: deps => PopupStepUp.create(deps),
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

/**
 * The page for the administrators of the portal, for a `Route` of the legacy
 * frontend system, such as `/azure-blob`.
 *
 * @public
 */
export const AzureBlobAdminPage: () => JSX.Element = azureBlobPlugin.provide(
  createRoutableExtension({
    name: 'AzureBlobAdminPage',
    component: () => import('./admin').then(m => m.AdminPage),
    mountPoint: azureBlobAdminRouteRef,
  }),
);

/**
 * The page that permanent links lead through, with the artifacts of what one
 * owns, for a `Route` of the legacy frontend system. Permanent links expect it
 * at `/artifacts`.
 *
 * @public
 */
export const AzureBlobArtifactsPage: () => JSX.Element =
  azureBlobPlugin.provide(
    createRoutableExtension({
      name: 'AzureBlobArtifactsPage',
      component: () =>
        import('./links/ArtifactsPage').then(m => m.ArtifactsPage),
      mountPoint: azureBlobArtifactsPageRouteRef,
    }),
  );

/**
 * The latest run of an entity and its downloads, for the overview of an entity
 * page of the legacy frontend system.
 *
 * @public
 */
export const EntityAzureBlobOverviewCard: () => JSX.Element =
  azureBlobPlugin.provide(
    createComponentExtension({
      name: 'EntityAzureBlobOverviewCard',
      component: {
        lazy: () => import('./overview').then(m => m.OverviewCard),
      },
    }),
  );
