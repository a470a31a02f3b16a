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
} from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
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
import { askPortal } from '../askPortal';
import { quote } from '../config/quote';
import { getDependentRefs, getSystemRefs } from './entityRefs';
import { RELATED_FIELDS, trimEntity, trimRelated } from './trimEntity';

export type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** What decisions go by of the entity itself. */
export type EntityFacts = Pick<
  AzureBlobAccessFacts,
  'entity' | 'systems' | 'dependents'
>;

const PERMISSIONS = {
  artifacts: azureBlobArtifactReadPermission,
  logs: azureBlobLogReadPermission,
};
const CONTENTS: AzureBlobLocationContent[] = ['artifacts', 'logs'];

/** Anybody can make any number of entities depend on another one. */
const MAX_DEPENDENTS = 1_000;

/** Options of {@link PortalFacts.create}. */
export interface PortalFactsOptions {
  auth: AuthService;
  catalog: CatalogService;
  permissions: PermissionsService;
  /** Whether decisions go by what depends on an entity. */
  readsDependents: boolean;
}

/** Asks the catalog and the permission policy, each time anew. */
export class PortalFacts {
  readonly #options: PortalFactsOptions;

  private constructor(options: PortalFactsOptions) {
    this.#options = options;
  }

  static create(options: PortalFactsOptions): PortalFacts {
    return new PortalFacts(options);
  }

  /**
   * As the user: what she may not see is not there. Only whose it is.
   *
   * @throws `AzureBlobError` with `EntityNotFound`.
   */
  async getVisibleEntity(
    entityRef: string,
    credentials: UserCredentials,
  ): Promise<Entity> {
    return trimRelated(await this.#getEntity(entityRef, credentials));
  }

  /** What the permission policy lets the user read of the entity. */
  async getPermittedContents(
    entityRef: string,
    credentials: UserCredentials,
  ): Promise<AzureBlobLocationContent[]> {
    const decisions = await askPortal('permission service', () =>
      this.#options.permissions.authorize(
        CONTENTS.map(content => ({
          permission: PERMISSIONS[content],
          resourceRef: entityRef,
        })),
        { credentials },
      ),
    );
    return CONTENTS.filter(
      (_, index) => decisions[index]?.result === AuthorizeResult.ALLOW,
    );
  }

  /**
   * As the plugin itself: who owns what must not depend on what the user may
   * see of it.
   */
  async getEntityFacts(entityRef: string): Promise<EntityFacts> {
    const own = await askPortal('auth service', () =>
      this.#options.auth.getOwnServiceCredentials(),
    );
    const entity = trimEntity(await this.#getEntity(entityRef, own));
    const systemRefs = getSystemRefs(entity);
    const dependentRefs = this.#options.readsDependents
      ? getDependentRefs(entity).slice(0, MAX_DEPENDENTS)
      : [];
    const related = await this.getEntities(
      [...new Set([...systemRefs, ...dependentRefs])],
      RELATED_FIELDS,
      own,
    );
    const pick = (refs: string[]) =>
      related
        .filter(other => refs.includes(stringifyEntityRef(other)))
        .map(trimRelated);
    return {
      entity,
      systems: pick(systemRefs),
      dependents: pick(dependentRefs),
    };
  }

  /** Leaves out those that there are not. */
  async getEntities(
    entityRefs: string[],
    fields: string[],
    credentials: BackstageCredentials,
  ): Promise<Entity[]> {
    if (entityRefs.length === 0) {
      return [];
    }
    const { items } = await askPortal('catalog', () =>
      this.#options.catalog.getEntitiesByRefs(
        { entityRefs, fields },
        { credentials },
      ),
    );
    return items.filter(item => item !== undefined);
  }

  #getEntity(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<Entity> {
    return getEntity(this.#options.catalog, entityRef, credentials);
  }
}

/**
 * The whole entity, as whoever asks sees it.
 *
 * @throws `AzureBlobError` with `EntityNotFound`.
 */
export async function getEntity(
  catalog: CatalogService,
  entityRef: string,
  credentials: BackstageCredentials,
): Promise<Entity> {
  const entity = await askPortal('catalog', () =>
    catalog.getEntityByRef(entityRef, { credentials }),
  );
  if (!entity || stringifyEntityRef(entity) !== entityRef) {
    throw entityNotFound(entityRef);
  }
  return entity;
}

/**
 * The one spelling of an entity ref that everything is compared in.
 *
 * @throws `AzureBlobError` with `EntityNotFound` where it is none.
 */
export function readEntityRef(ref: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref));
  } catch {
    throw entityNotFound(ref);
  }
}

function entityNotFound(entityRef: string): AzureBlobError {
  return new AzureBlobError(
    'EntityNotFound',
    `There is no entity ${quote(entityRef)} that you could see.`,
  );
}
