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
} from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { AZURE_BLOB_FORMER_NAMES_ANNOTATION } from 'backstage-plugin-azure-blob-common';
import { getOwnerRefs } from '../access/entityRefs';
import { askPortal } from '../askPortal';
import { ScopeBindings } from '../bindings';

const ANNOTATION_FIELD = `metadata.annotations.${AZURE_BLOB_FORMER_NAMES_ANNOTATION}`;
const FIELDS = [
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'relations',
];
/** Anybody may write any name into an annotation; nobody has so many names. */
const MAX_CLAIMS = 50;
const MAX_NAMES = 20;

/** Options of {@link FormerNames.create}. */
export interface FormerNamesOptions {
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  catalog: Pick<CatalogService, 'getEntityByRef' | 'queryEntities'>;
  bindings: Pick<ScopeBindings, 'listOwners'>;
}

/** Finds entities by the names that they have had. */
export class FormerNames {
  readonly #options: FormerNamesOptions;

  private constructor(options: FormerNamesOptions) {
    this.#options = options;
  }

  static create(options: FormerNamesOptions): FormerNames {
    return new FormerNames(options);
  }

  /**
   * The entity that has had a name, among those that the caller sees.
   *
   * A claim counts where the name is nobody's any more, and where one of those
   * who own the entity has owned what the storage of that name was recorded
   * for. It has to be the only one: of two, nobody knows which is right.
   *
   * @throws `AzureBlobError` with `CatalogUnavailable` or `AuditUnavailable`.
   */
  async find(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<string | undefined> {
    // All at once, so that the time it takes tells nothing of hidden entities
    const [isTaken, formerOwners, claims] = await Promise.all([
      this.#isTaken(entityRef),
      this.#options.bindings.listOwners(entityRef),
      this.#listClaims(entityRef, credentials),
    ]);
    if (isTaken) {
      return undefined;
    }
    const [first, ...others] = claims.filter(entity =>
      getOwnerRefs(entity).some(ref => formerOwners.includes(ref)),
    );
    return first && others.length === 0 ? stringifyEntityRef(first) : undefined;
  }

  /** Also by an entity that the caller cannot see. */
  async #isTaken(entityRef: string): Promise<boolean> {
    const { auth, catalog } = this.#options;
    const credentials = await askPortal('auth service', () =>
      auth.getOwnServiceCredentials(),
    );
    const entity = await askPortal('catalog', () =>
      catalog.getEntityByRef(entityRef, { credentials }),
    );
    return entity !== undefined;
  }

  /** One question, however many entities and names there are. */
  async #listClaims(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<Entity[]> {
    const { items } = await askPortal('catalog', () =>
      this.#options.catalog.queryEntities(
        {
          filter: { [ANNOTATION_FIELD]: CATALOG_FILTER_EXISTS },
          fullTextFilter: { term: entityRef, fields: [ANNOTATION_FIELD] },
          fields: FIELDS,
          limit: MAX_CLAIMS,
        },
        { credentials },
      ),
    );
    // It also finds names that this one is only a part of
    return items.filter(entity => listFormerNames(entity).includes(entityRef));
  }
}

function listFormerNames({ metadata: { annotations = {} } }: Entity): string[] {
  return String(annotations[AZURE_BLOB_FORMER_NAMES_ANNOTATION] ?? '')
    .split(',', MAX_NAMES)
    .flatMap(ref => {
      try {
        return [stringifyEntityRef(parseEntityRef(ref.trim()))];
      } catch {
        return [];
      }
    });
}
