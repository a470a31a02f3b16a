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

import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Allows to list, preview and download the artifacts of a catalog entity.
 *
 * @remarks
 * A policy can only take access away: ownership is checked as well, whatever
 * the policy says.
 *
 * @public
 */
export const azureBlobArtifactReadPermission = createPermission({
  name: 'azure-blob.artifact.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * Allows to read the build logs of a catalog entity.
 *
 * @remarks
 * A policy can only take access away: ownership is checked as well, whatever
 * the policy says.
 *
 * @public
 */
export const azureBlobLogReadPermission = createPermission({
  name: 'azure-blob.log.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * Allows to see the state of the whole installation, to lock access and to
 * confirm take-overs.
 *
 * @remarks
 * A policy can only take this away: `azureBlob.admins` of the app-config has to
 * name a group of the user as well.
 *
 * @public
 */
export const azureBlobAdminPermission = createPermission({
  name: 'azure-blob.admin',
  attributes: {},
});

/**
 * Every permission of the plugin, as a policy or a registry wants them.
 *
 * @public
 */
export const azureBlobPermissions = [
  azureBlobArtifactReadPermission,
  azureBlobLogReadPermission,
  azureBlobAdminPermission,
];
