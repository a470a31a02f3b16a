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
 * A user's verified Entra ID access token for the API app.
 *
 * @public
 */
export interface AzureBlobAssertion {
  /** The token itself. It must never be logged, stored or sent anywhere but to Entra ID. */
  token: string;
  /** The id of the user in the tenant. */
  oid: string;
  /** The id of the tenant. */
  tid: string;
  expiresAt: Date;
}

/**
 * An access token for Azure Storage.
 *
 * @public
 */
export interface AzureBlobStorageToken {
  token: string;
  expiresAt: Date;
}

/**
 * How an exchange differs from an ordinary one.
 *
 * @public
 */
export interface AzureBlobTokenExchangeOptions {
  /**
   * A claims challenge of storage, as JSON. Entra ID is asked to meet it, so no
   * token that was issued before may be handed out.
   */
  claims?: string;
}

/**
 * Exchanges a user's assertion for a storage token of the same user.
 *
 * @public
 */
export interface AzureBlobTokenExchange {
  /**
   * @throws `AzureBlobError` with `InteractionRequired` where the user has to
   * act, and `TokenExchangeUnavailable` where the set-up or Entra ID is at fault.
   */
  exchange(
    assertion: AzureBlobAssertion,
    options?: AzureBlobTokenExchangeOptions,
  ): Promise<AzureBlobStorageToken>;
}
