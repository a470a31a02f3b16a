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

import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { AzureBlobAccessDecider } from './AzureBlobAccessDecider';
import { AzureBlobChangeSource } from './AzureBlobChange';
import { AzureBlobGrantSource } from './AzureBlobGrant';
import { AzureBlobTokenExchange } from './AzureBlobTokenExchange';

/**
 * Makes an {@link AzureBlobAccessDecider}; `getDefault` hands out the one it
 * replaces, so that it can be wrapped.
 *
 * @public
 */
export type AzureBlobAccessDeciderFactory = (options: {
  getDefault(): AzureBlobAccessDecider;
}) => AzureBlobAccessDecider;

/**
 * Replaces how access is decided, and adds to what it is decided by.
 *
 * @public
 */
export interface AzureBlobAccessExtensionPoint {
  /**
   * @throws when a factory has been set already.
   */
  setAccessDecider(factory: AzureBlobAccessDeciderFactory): void;

  /** Adds a source of grants to those that there are. */
  addGrantSource(source: AzureBlobGrantSource): void;
}

/**
 * See {@link AzureBlobAccessExtensionPoint}.
 *
 * @public
 */
export const azureBlobAccessExtensionPoint =
  createExtensionPoint<AzureBlobAccessExtensionPoint>({
    id: 'azure-blob.access',
  });

/**
 * Makes an {@link AzureBlobTokenExchange}; `getDefault` hands out the one it
 * replaces, so that it can be wrapped.
 *
 * @remarks
 * Nothing around it remembers tokens: it is asked on every access to storage,
 * many times at once. Only what it gets from the default has been remembered.
 *
 * The token has to be one of the very user of the assertion. Nobody looks into
 * it again, and what storage gives for it is shown to her.
 *
 * @public
 */
export type AzureBlobTokenExchangeFactory = (options: {
  getDefault(): AzureBlobTokenExchange;
}) => AzureBlobTokenExchange;

/**
 * Replaces how a user's assertion becomes a storage token.
 *
 * @public
 */
export interface AzureBlobIdentityExtensionPoint {
  /**
   * @throws when a factory has been set already.
   */
  setTokenExchange(factory: AzureBlobTokenExchangeFactory): void;
}

/**
 * See {@link AzureBlobIdentityExtensionPoint}.
 *
 * @public
 */
export const azureBlobIdentityExtensionPoint =
  createExtensionPoint<AzureBlobIdentityExtensionPoint>({
    id: 'azure-blob.identity',
  });

/**
 * Adds to what tells of changes in storage. Without any, they are found by
 * listing.
 *
 * @public
 */
export interface AzureBlobChangesExtensionPoint {
  addChangeSource(source: AzureBlobChangeSource): void;
}

/**
 * See {@link AzureBlobChangesExtensionPoint}.
 *
 * @public
 */
export const azureBlobChangesExtensionPoint =
  createExtensionPoint<AzureBlobChangesExtensionPoint>({
    id: 'azure-blob.changes',
  });
