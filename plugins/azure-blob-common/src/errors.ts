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
 * The stable codes that an error answer of the API carries in `error.code`.
 *
 * @remarks
 * - `InvalidRequest` 400: a parameter is unknown, repeated, missing or malformed.
 * - `InvalidBlobName` 400: the path cannot be a blob name below a scope.
 * - `AssertionMissing` 401: the request carries no Entra ID token.
 * - `AssertionInvalid` 401: the Entra ID token is not one for this API.
 * - `TokenExpired` 401: the Entra ID token is past its lifetime.
 * - `InteractionRequired` 401: Entra ID wants the user to do something first;
 *   `WWW-Authenticate` carries the claims challenge.
 * - `IdentityMismatch` 403: the Entra ID token is somebody else's.
 * - `PermissionDenied` 403: the permission policy of the portal says no.
 * - `NoOwner` 403: the entity has no owner that could give access.
 * - `NoRole` 403: the user has no role on the entity.
 * - `LocationNotAllowed` 403: the entity does not select this location.
 * - `UnsafeTemplateValue` 403: a name of the entity cannot be part of a prefix.
 * - `StorageRoleMissing` 403: Azure has not given the user the role it needs.
 * - `StorageForbidden` 403: Azure refuses for another reason than a role.
 * - `EntityNotFound` 404: no such entity, as far as this user can see.
 * - `BlobNotFound` 404: nothing stored under this path.
 * - `BlobArchived` 409: the blob is in the archive tier and has to be rehydrated.
 * - `BlobChanged` 409: the blob is not the one that the request began with.
 * - `RangeNotSatisfiable` 416: the range starts behind the end of the blob.
 * - `AuditUnavailable` 503: the access could not be put on record.
 * - `CatalogUnavailable` 503: the catalog does not answer.
 * - `TokenExchangeUnavailable` 503: Entra ID refuses or does not answer the exchange.
 * - `StorageThrottled` 503: Azure Storage asks for patience.
 * - `StorageUnavailable` 503: Azure Storage does not answer.
 *
 * @public
 */
export type AzureBlobErrorCode =
  | 'InvalidRequest'
  | 'InvalidBlobName'
  | 'AssertionMissing'
  | 'AssertionInvalid'
  | 'TokenExpired'
  | 'InteractionRequired'
  | 'IdentityMismatch'
  | 'PermissionDenied'
  | 'NoOwner'
  | 'NoRole'
  | 'LocationNotAllowed'
  | 'UnsafeTemplateValue'
  | 'StorageRoleMissing'
  | 'StorageForbidden'
  | 'EntityNotFound'
  | 'BlobNotFound'
  | 'BlobArchived'
  | 'BlobChanged'
  | 'RangeNotSatisfiable'
  | 'AuditUnavailable'
  | 'CatalogUnavailable'
  | 'TokenExchangeUnavailable'
  | 'StorageThrottled'
  | 'StorageUnavailable';
