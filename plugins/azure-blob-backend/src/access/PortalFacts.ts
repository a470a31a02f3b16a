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
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { Entity, parseEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  azureBlobArtifactReadPermission,
  AzureBlobLocationContent,
  azureBlobLogReadPermission,
} from 'backstage-plugin-azure-blob-common';
import {
  AzureBlobAccessFacts,
  AzureBlobError,
} from 'backstage-plugin-azure-blob-node';
import { quote } from '../config/quote';
import { getSystemRefs } from './entityRefs';

type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

const PERMISSIONS = {
  artifacts: azureBlobArtifactReadPermission,
  logs: azureBlobLogReadPermission,
};

/** What the gate has to ask of the portal: catalog, permissions, user. */
export interface PortalFactsOptions {
  auth: AuthService;
  catalog: CatalogService;
  permissions: PermissionsService;
  userInfo: UserInfoService;
}

/** Asks the portal, and turns each failure to answer into a refusal. */
export class PortalFacts {
  readonly #options: PortalFactsOptions;

  private constructor(options: PortalFactsOptions) {
    this.#options = options;
  }

  static create(options: PortalFactsOptions): PortalFacts {
    return new PortalFacts(options);
  }

  /** As the user: what she may not see is not there. */
  async getVisibleEntity(
    entityRef: string,
    credentials: UserCredentials,
  ): Promise<Entity> {
    if (!isEntityRef(entityRef)) {
      throw entityNotFound(entityRef);
    }
    return this.#getEntity(entityRef, credentials);
  }

  /** Those of `contents` that the permission policy lets the user read. */
  async getPermittedContents(
    entityRef: string,
    contents: AzureBlobLocationContent[],
    credentials: UserCredentials,
  ): Promise<AzureBlobLocationContent[]> {
    const decisions = await answered('permission service', () =>
      this.#options.permissions.authorize(
        contents.map(content => ({
          permission: PERMISSIONS[content],
          resourceRef: entityRef,
        })),
        { credentials },
      ),
    );
    return contents.filter(
      (_, index) => decisions[index]?.result === AuthorizeResult.ALLOW,
    );
  }

  /**
   * As the plugin itself: who owns what must not depend on what the user may
   * see of it.
   */
  async getAccessFacts(
    entityRef: string,
    credentials: UserCredentials,
  ): Promise<AzureBlobAccessFacts> {
    const own = await this.#options.auth.getOwnServiceCredentials();
    const [user, entity] = await Promise.all([
      answered('user service', () =>
        this.#options.userInfo.getUserInfo(credentials),
      ),
      this.#getEntity(entityRef, own),
    ]);
    return {
      user: {
        entityRef: credentials.principal.userEntityRef,
        ownershipEntityRefs: user.ownershipEntityRefs,
      },
      entity,
      systems: await this.getEntities(getSystemRefs(entity), own),
    };
  }

  /** Leaves out those that there are not. */
  async getEntities(
    entityRefs: string[],
    credentials: BackstageCredentials,
  ): Promise<Entity[]> {
    if (entityRefs.length === 0) {
      return [];
    }
    const { items } = await answered('catalog', () =>
      this.#options.catalog.getEntitiesByRefs({ entityRefs }, { credentials }),
    );
    return items.filter(item => item !== undefined);
  }

  async #getEntity(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<Entity> {
    const entity = await answered('catalog', () =>
      this.#options.catalog.getEntityByRef(entityRef, { credentials }),
    );
    if (!entity) {
      throw entityNotFound(entityRef);
    }
    return entity;
  }
}

function isEntityRef(ref: string): boolean {
  try {
    parseEntityRef(ref);
    return true;
  } catch {
    return false;
  }
}

function entityNotFound(entityRef: string): AzureBlobError {
  return new AzureBlobError(
    'EntityNotFound',
    `There is no entity ${quote(entityRef)} that you could see.`,
  );
}

async function answered<T>(who: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw new AzureBlobError(
      'CatalogUnavailable',
      `The ${who} of the portal does not answer, so access cannot be decided. Try again in a moment.`,
      { cause: error },
    );
  }
}
