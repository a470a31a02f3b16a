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

import { AzureBlobAssertion } from 'backstage-plugin-azure-blob-node';

/** Verifies the Entra ID tokens that come with requests. */
export interface AssertionVerifier {
  /**
   * @throws `AzureBlobError` with `AssertionInvalid`, `GuestNotAllowed` or
   * `TokenExpired`, and with `TokenExchangeUnavailable` where the keys of the
   * tenant can't be read.
   */
  verify(token: string): Promise<AzureBlobAssertion>;
}

/** Ties the two identities of a request, portal and Entra ID, together. */
export interface IdentityBinding {
  /**
   * @throws `AzureBlobError` with `IdentityMismatch` where the assertion is not
   * the user's own, and with `CatalogUnavailable` where that can't be told.
   */
  check(assertion: AzureBlobAssertion, userEntityRef: string): Promise<void>;
}
