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

import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { azureBlobArtifactsRouteRef, azureBlobLogsRouteRef } from '../routes';
import { entityFilter } from './entityFilter';

/** @alpha */
export const artifactsEntityContent = EntityContentBlueprint.make({
  name: 'artifacts',
  params: {
    path: '/artifacts',
    title: 'Artifacts',
    group: 'development',
    routeRef: azureBlobArtifactsRouteRef,
    filter: entityFilter,
    loader: () => import('../artifacts').then(m => <m.ArtifactsContent />),
  },
});

/** @alpha */
export const logsEntityContent = EntityContentBlueprint.make({
  name: 'logs',
  params: {
    path: '/logs',
    title: 'Logs',
    group: 'observability',
    routeRef: azureBlobLogsRouteRef,
    filter: entityFilter,
    loader: () => import('../logs').then(m => <m.LogsContent />),
  },
});
