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
import {
  AzureBlobAssertion,
  AzureBlobError,
} from 'backstage-plugin-azure-blob-node';
import { LRUCache } from 'lru-cache';
import { IdentityBinding } from './types';

const USER_ID_ANNOTATION = 'graph.microsoft.com/user-id';
const MAX_USERS = 2_000;
const MAX_AGE_MS = 60_000;

/** Binds by the id that the catalog's User entity carries of its tenant. */
export class CatalogIdentityBinding implements IdentityBinding {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #oids = new LRUCache<string, string>({
    max: MAX_USERS,
    ttl: MAX_AGE_MS,
    perf: Date,
  });

  private constructor(auth: AuthService, catalog: CatalogService) {
    this.#auth = auth;
    this.#catalog = catalog;
  }

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
  }): CatalogIdentityBinding {
    return new CatalogIdentityBinding(options.auth, options.catalog);
  }

  async check(
    assertion: AzureBlobAssertion,
    userEntityRef: string,
  ): Promise<void> {
    let oid = this.#oids.get(userEntityRef);
    if (oid === undefined) {
      oid = readUserId(await this.#getUser(userEntityRef));
      this.#oids.set(userEntityRef, oid);
    }
    if (oid !== assertion.oid.toLocaleLowerCase('en-US')) {
      throw mismatch(
        'You are signed in to the portal and to Microsoft as two different people. Sign out of both, and sign in again with one account.',
      );
    }
  }

  /** Not as the user: what binds her must not depend on what she may see. */
  async #getUser(userEntityRef: string): Promise<Entity | undefined> {
    try {
      return await this.#catalog.getEntityByRef(userEntityRef, {
        credentials: await this.#auth.getOwnServiceCredentials(),
      });
    } catch (error) {
      throw new AzureBlobError(
        'CatalogUnavailable',
        'The catalog does not answer, so your user cannot be looked up. Try again in a moment.',
        { cause: error },
      );
    }
  }
}

function readUserId(user: Entity | undefined): string {
  if (!user) {
    throw mismatch(
      'Your user is not in the catalog, so your Microsoft account cannot be matched with it. Ask the administrators of the portal to import the users of Entra ID.',
    );
  }
  const oid = user.metadata.annotations?.[USER_ID_ANNOTATION];
  if (!oid) {
    throw mismatch(
      `Your user in the catalog lacks the annotation "${USER_ID_ANNOTATION}", so your Microsoft account cannot be matched with it. Ask the administrators of the portal to add it.`,
    );
  }
  return oid.toLocaleLowerCase('en-US');
}

function mismatch(message: string): AzureBlobError {
  return new AzureBlobError('IdentityMismatch', message);
}
