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

import { AuthService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { AzureBlobErrorReason } from 'backstage-plugin-azure-blob-common';
import {
  AzureBlobAssertion,
  AzureBlobError,
} from 'backstage-plugin-azure-blob-node';
import { askPortal } from '../askPortal';
import { FreshCache } from '../FreshCache';
import { isFrom } from '../isFrom';
import { IdentityBinding } from './types';

const USER_ID_ANNOTATION = 'graph.microsoft.com/user-id';
const MAX_USERS = 2_000;
const MAX_AGE_MS = 30_000;

/** Binds by the id that the catalog's User entity carries of its tenant. */
export class CatalogIdentityBinding implements IdentityBinding {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #trustedOrigins: string[];
  /** A refusal is not remembered. */
  readonly #oids = FreshCache.create<string>({
    max: MAX_USERS,
    maxAgeMs: MAX_AGE_MS,
  });

  private constructor(
    auth: AuthService,
    catalog: CatalogService,
    trustedOrigins: string[],
  ) {
    this.#auth = auth;
    this.#catalog = catalog;
    this.#trustedOrigins = trustedOrigins;
  }

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
    /** Where a User has to come from to count, as `isFrom` compares it. */
    trustedOrigins: string[];
  }): CatalogIdentityBinding {
    const { auth, catalog, trustedOrigins } = options;
    return new CatalogIdentityBinding(auth, catalog, trustedOrigins);
  }

  async check(
    assertion: AzureBlobAssertion,
    userEntityRef: string,
  ): Promise<void> {
    const oid = await this.#oids.get(userEntityRef, async () =>
      readUserId(await this.#getUser(userEntityRef), this.#trustedOrigins),
    );
    if (oid !== assertion.oid.toLocaleLowerCase('en-US')) {
      throw mismatch(
        'UserIdDiffers',
        'You are signed in to the portal and to Microsoft as two different people. Sign out of both, and sign in again with one account.',
      );
    }
  }

  /** Not as the user: what binds her must not depend on what she may see. */
  #getUser(userEntityRef: string): Promise<Entity | undefined> {
    return askPortal('catalog', async () =>
      this.#catalog.getEntityByRef(userEntityRef, {
        credentials: await this.#auth.getOwnServiceCredentials(),
      }),
    );
  }
}

function readUserId(
  user: Entity | undefined,
  trustedOrigins: string[],
): string {
  if (!user) {
    throw mismatch(
      'UserNotInCatalog',
      'Your user is not in the catalog, so your Microsoft account cannot be matched with it. Ask the administrators of the portal to import the users of Entra ID.',
    );
  }
  const annotations = user.metadata.annotations ?? {};
  // Whoever can register a User could otherwise claim anybody's id
  if (!isFrom(user, trustedOrigins)) {
    throw mismatch(
      'UserUntrusted',
      'Your user in the catalog does not come from a source that the portal trusts for users, so your Microsoft account cannot be matched with it. Ask the administrators of the portal.',
    );
  }
  const oid = annotations[USER_ID_ANNOTATION];
  if (!oid) {
    throw mismatch(
      'UserIdMissing',
      `Your user in the catalog lacks the annotation "${USER_ID_ANNOTATION}", so your Microsoft account cannot be matched with it. Ask the administrators of the portal to add it.`,
    );
  }
  return oid.toLocaleLowerCase('en-US');
}

function mismatch(
  reason: Extract<
    AzureBlobErrorReason,
    'UserNotInCatalog' | 'UserUntrusted' | 'UserIdMissing' | 'UserIdDiffers'
  >,
  message: string,
): AzureBlobError {
  return new AzureBlobError('IdentityMismatch', message, { reason });
}
