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
 * - `GuestNotAllowed` 403: the user is a guest of the tenant, and guests are not let in.
 * - `PermissionDenied` 403: the permission policy of the portal says no.
 * - `NoOwner` 403: the entity has no owner that could give access.
 * - `NoRole` 403: the user has no role on the entity.
 * - `Locked` 403: an administrator has stopped access of this user, entity or location.
 * - `LocationNotAllowed` 403: the entity does not select this location.
 * - `ScopeHeld` 403: the entity has taken over the storage of another one, and
 *   nobody has confirmed that yet.
 * - `UnsafeTemplateValue` 403: a name of the entity cannot be part of a prefix.
 * - `StorageRoleMissing` 403: Azure has not given the user the role it needs.
 * - `StorageForbidden` 403: Azure refuses for another reason than a role.
 * - `MalwareFound` 403: the scanner of the storage account has found malware in it.
 * - `EntityNotFound` 404: no such entity, as far as this user can see.
 * - `BlobNotFound` 404: nothing stored under this path.
 * - `RunNotFound` 404: no such run, or none that fits.
 * - `LinkNotFound` 404: the download link has been used, has ended or never was.
 * - `BlobArchived` 409: the blob is in the archive tier and has to be rehydrated.
 * - `BlobChanged` 409: the blob is not the one that the request began with.
 * - `DecompressionLimit` 413: what comes out of an archive is out of proportion.
 * - `ArchiveTooLarge` 413: more files or bytes than may go into one zip.
 * - `RangeNotSatisfiable` 416: the range starts behind the end of the blob.
 * - `ArchiveUnreadable` 422: not an archive that can be looked into, damaged, or encrypted.
 * - `RateLimited` 429: too many requests of this user, or with links of this
 *   address; `Retry-After` says how long to wait.
 * - `IntegrityFailed` 502: the bytes are not those that were published.
 * - `AuditUnavailable` 503: the access could not be put on record, or the locks
 *   could not be read.
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
  | 'GuestNotAllowed'
  | 'PermissionDenied'
  | 'NoOwner'
  | 'NoRole'
  | 'Locked'
  | 'LocationNotAllowed'
  | 'ScopeHeld'
  | 'UnsafeTemplateValue'
  | 'StorageRoleMissing'
  | 'StorageForbidden'
  | 'MalwareFound'
  | 'EntityNotFound'
  | 'BlobNotFound'
  | 'RunNotFound'
  | 'LinkNotFound'
  | 'BlobArchived'
  | 'BlobChanged'
  | 'DecompressionLimit'
  | 'ArchiveTooLarge'
  | 'RangeNotSatisfiable'
  | 'ArchiveUnreadable'
  | 'RateLimited'
  | 'IntegrityFailed'
  | 'AuditUnavailable'
  | 'CatalogUnavailable'
  | 'TokenExchangeUnavailable'
  | 'StorageThrottled'
  | 'StorageUnavailable';

/**
 * What is behind an error code, where one code has several causes. Each has
 * its own fix in the diagnosis.
 *
 * @remarks
 * Of the assertion (`AssertionInvalid`, `GuestNotAllowed`): `Malformed`,
 * `BadSignature`, `WrongAudience`, `WrongTenant`, `WrongVersion`, `WrongScope`,
 * `WrongClient`, `AppToken`, `NotYetValid`, `Guest`.
 *
 * Of the identity binding (`IdentityMismatch`): `UserNotInCatalog`,
 * `UserUntrusted`, `UserIdMissing`, `UserIdDiffers`.
 *
 * Of the exchange (`TokenExchangeUnavailable`, `InteractionRequired`):
 * `SecretInvalid`, `SecretExpired`, `CertificateUnknown`,
 * `FederationMismatch`, `CredentialUnreadable`, `AppUnknown`, `TenantUnknown`,
 * `ConsentMissing`, `UserNotAssigned`, `UserDisabled`, `AssertionRejected`,
 * `MfaRequired`, `BlockedByPolicy`, `EntraUnreachable`, `EntraThrottled`,
 * `CircuitOpen`.
 *
 * Of storage (`StorageRoleMissing`, `StorageForbidden`, `StorageUnavailable`,
 * `BlobNotFound`): `RoleMissing`, `DelegatorRoleMissing`, `FirewallBlocked`,
 * `TokenRejected`, `ContainerMissing`, `AccountUnknown`, `AccountUnreachable`.
 *
 * @public
 */
export type AzureBlobErrorReason =
  | 'Malformed'
  | 'BadSignature'
  | 'WrongAudience'
  | 'WrongTenant'
  | 'WrongVersion'
  | 'WrongScope'
  | 'WrongClient'
  | 'AppToken'
  | 'NotYetValid'
  | 'Guest'
  | 'UserNotInCatalog'
  | 'UserUntrusted'
  | 'UserIdMissing'
  | 'UserIdDiffers'
  | 'SecretInvalid'
  | 'SecretExpired'
  | 'CertificateUnknown'
  | 'FederationMismatch'
  | 'CredentialUnreadable'
  | 'AppUnknown'
  | 'TenantUnknown'
  | 'ConsentMissing'
  | 'UserNotAssigned'
  | 'UserDisabled'
  | 'AssertionRejected'
  | 'MfaRequired'
  | 'BlockedByPolicy'
  | 'EntraUnreachable'
  | 'EntraThrottled'
  | 'CircuitOpen'
  | 'RoleMissing'
  | 'DelegatorRoleMissing'
  | 'FirewallBlocked'
  | 'TokenRejected'
  | 'ContainerMissing'
  | 'AccountUnknown'
  | 'AccountUnreachable';
