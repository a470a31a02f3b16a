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
  AzureBlobAccessStep,
  AzureBlobErrorCode,
  AzureBlobErrorReason,
} from 'backstage-plugin-azure-blob-common';

/** A check as the diagnosis lists it; a step of the gate has one or more. */
export interface DiagnosisCheck {
  id: string;
  step: AzureBlobAccessStep;
  title: string;
  /** What fails it. A fault that no check names fails the `general` one. */
  fails?: Array<AzureBlobErrorCode | AzureBlobErrorReason>;
  /** One in each step. */
  general?: true;
  /** Only for accounts that are set up so. */
  only?: { identity?: 'onBehalfOf'; downloads?: 'sas' };
}

/**
 * In the order in which they are settled: whatever fails one has got past all
 * that stand before it. So Azure looks at roles before it tells whether there
 * is a container.
 */
export const diagnosisChecks: DiagnosisCheck[] = [
  {
    id: 'signIn',
    step: 'signIn',
    title: 'Signed in to the portal',
    general: true,
  },
  {
    id: 'assertion',
    step: 'assertion',
    title: 'Signed in with Microsoft',
    general: true,
  },
  {
    id: 'assertion.tenant',
    step: 'assertion',
    title: 'Account of the right tenant',
    fails: ['WrongTenant'],
  },
  {
    id: 'assertion.audience',
    step: 'assertion',
    title: 'Token is for the API app',
    fails: ['WrongAudience'],
  },
  {
    id: 'assertion.version',
    step: 'assertion',
    title: 'Token is of version 2.0',
    fails: ['WrongVersion'],
  },
  {
    id: 'assertion.lifetime',
    step: 'assertion',
    title: 'Token is valid now',
    fails: ['TokenExpired', 'NotYetValid'],
  },
  {
    id: 'assertion.scope',
    step: 'assertion',
    title: 'Token lets the portal act for a user',
    fails: ['WrongScope', 'WrongClient', 'AppToken', 'Guest'],
  },
  {
    id: 'identity',
    step: 'identity',
    title: 'User is in the catalog',
    general: true,
  },
  {
    id: 'identity.binding',
    step: 'identity',
    title: 'Portal user and Microsoft account are one person',
    fails: ['UserIdMissing', 'UserIdDiffers'],
  },
  {
    id: 'catalog',
    step: 'catalog',
    title: 'Entity can be seen',
    general: true,
  },
  {
    id: 'permission',
    step: 'permission',
    title: 'Permission policy of the portal',
    general: true,
  },
  { id: 'role', step: 'role', title: 'Role on the entity', general: true },
  {
    id: 'location',
    step: 'location',
    title: 'Location of the entity',
    general: true,
  },
  { id: 'audit', step: 'audit', title: 'Access is on record', general: true },
  {
    id: 'exchange.key',
    step: 'exchange',
    title: 'Credential of the API app is at hand',
    fails: ['CredentialUnreadable'],
  },
  {
    id: 'exchange.network',
    step: 'exchange',
    title: 'Entra ID answers',
    fails: ['EntraUnreachable', 'EntraThrottled', 'CircuitOpen'],
  },
  {
    id: 'exchange.credential',
    step: 'exchange',
    title: 'Entra ID takes the credential',
    fails: [
      'SecretInvalid',
      'SecretExpired',
      'CertificateUnknown',
      'FederationMismatch',
      'AppUnknown',
      'TenantUnknown',
    ],
  },
  {
    id: 'exchange.consent',
    step: 'exchange',
    title: 'Consent to read Azure Storage',
    fails: ['ConsentMissing'],
    only: { identity: 'onBehalfOf' },
  },
  {
    id: 'exchange',
    step: 'exchange',
    title: 'Token for Azure Storage',
    general: true,
  },
  {
    id: 'storage.network',
    step: 'storage',
    title: 'Storage account answers',
    general: true,
    fails: ['AccountUnknown', 'AccountUnreachable'],
  },
  {
    id: 'storage.firewall',
    step: 'storage',
    title: 'Firewall of the storage account',
    fails: ['FirewallBlocked'],
  },
  {
    id: 'storage.token',
    step: 'storage',
    title: 'Storage account takes the token',
    fails: [
      'TokenRejected',
      'InteractionRequired',
      'TokenExpired',
      'StorageForbidden',
    ],
  },
  {
    id: 'storage.role',
    step: 'storage',
    title: 'Storage role',
    fails: ['StorageRoleMissing'],
  },
  {
    id: 'storage.container',
    step: 'storage',
    title: 'Container',
    fails: ['ContainerMissing'],
  },
  { id: 'storage.prefix', step: 'storage', title: 'Builds of the entity' },
  {
    id: 'storage.links',
    step: 'storage',
    title: 'Links straight to storage',
    fails: ['DelegatorRoleMissing'],
    only: { downloads: 'sas' },
  },
];
