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
  AzureBlobErrorCode,
  AzureBlobErrorReason,
  AzureBlobFix,
  AzureBlobIdentityMode,
} from 'backstage-plugin-azure-blob-common';
import { AccountConfig, CredentialConfig } from '../../types';

/** What somebody may know of the storage that a location leads to. */
export interface StorageContext {
  account: string;
  endpoint: string;
  identity: AzureBlobIdentityMode;
  downloads: AccountConfig['downloads'];
  container: string;
  /** Where the scope begins; absent where it was not resolved. */
  prefix?: string;
}

/** What the caller's own token says, believed or not. */
export interface TokenContext {
  audience?: string;
  /** The app that asked for it. */
  clientId?: string;
  tenantId?: string;
  oid?: string;
  userName?: string;
}

/**
 * What an explanation may speak of. Everything in it may be known to whoever
 * is given the explanation.
 */
export interface FindingContext {
  tenantId: string;
  /** Of the API app. */
  clientId: string;
  authorityHost: string;
  credential: CredentialConfig['type'];
  managedIdentityClientId?: string;
  userEntityRef?: string;
  entityRef?: string;
  location?: string;
  token: TokenContext;
  storage?: StorageContext;
  /** What the error itself says, which is written for callers. */
  said: string;
}

/** What a fault means, and what mends it. */
export interface Finding {
  message: string;
  fixes: AzureBlobFix[];
}

/** Explains one fault. */
export type Explain = (context: FindingContext) => Finding;

/** Explanations by what is behind an error. */
export type ReasonFindings = Partial<Record<AzureBlobErrorReason, Explain>>;

/** Explanations by code, for errors that give no further reason. */
export type CodeFindings = Partial<Record<AzureBlobErrorCode, Explain>>;
