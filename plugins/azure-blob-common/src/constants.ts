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

/**
 * The id of the plugin; its API is served below `/api/azure-blob`.
 *
 * @public
 */
export const AZURE_BLOB_PLUGIN_ID = 'azure-blob';

/**
 * Entity annotation that selects, by id and separated by commas, the locations
 * that apply to an entity. Without it every location of the app-config applies.
 *
 * @public
 */
export const AZURE_BLOB_LOCATIONS_ANNOTATION = 'azure-blob/locations';

/**
 * Entity annotation that narrows an entity's scopes to a folder below them.
 *
 * @public
 */
export const AZURE_BLOB_SUB_PATH_ANNOTATION = 'azure-blob/sub-path';

/**
 * Entity annotation with the entity refs that an entity had before it was
 * renamed, separated by commas. Permanent links to them lead to the entity.
 *
 * @public
 */
export const AZURE_BLOB_FORMER_NAMES_ANNOTATION = 'azure-blob/former-names';

/**
 * The request header that carries the user's Entra ID access token for the API
 * app, as `Bearer <token>`. `Authorization` stays with Backstage's own token.
 *
 * @public
 */
export const AZURE_BLOB_ASSERTION_HEADER = 'Backstage-Azure-Blob-Authorization';
