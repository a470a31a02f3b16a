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

import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  AZURE_BLOB_LOCATIONS_ANNOTATION,
  AZURE_BLOB_SUB_PATH_ANNOTATION,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { PrefixTemplate } from '../config/PrefixTemplate';
import { quote } from '../config/quote';
import { assertBlobPath, isBlobPath } from '../blobName';
import { AzureBlobConfig, LocationConfig, Scope } from '../types';
import { resolvePrefix } from './resolvePrefix';

/**
 * Knows the locations of the app-config and what they come to for an entity.
 * An entity's annotations select among them and narrow them, nothing else.
 */
export class LocationRegistry {
  /** By their ids, in the order of the app-config. */
  readonly #places: Map<
    string,
    { location: LocationConfig; template: PrefixTemplate }
  >;

  static fromConfig(config: AzureBlobConfig): LocationRegistry {
    return new LocationRegistry(config.locations);
  }

  private constructor(locations: LocationConfig[]) {
    this.#places = new Map(
      locations.map(location => [
        location.id,
        { location, template: PrefixTemplate.parse(location.prefix) },
      ]),
    );
  }

  /**
   * The locations that apply to an entity, in the order of the app-config.
   *
   * @throws `AzureBlobError` with `LocationNotAllowed` where the annotation
   * names a location that does not exist, or none.
   */
  list(entity: Entity): LocationConfig[] {
    const annotation = getAnnotation(entity, AZURE_BLOB_LOCATIONS_ANNOTATION);
    const all = Array.from(this.#places.values(), ({ location }) => location);
    if (annotation === undefined) {
      return all;
    }
    const ids = annotation.split(',').map(id => id.trim());
    const unknown = ids.find(id => !this.#places.has(id));
    if (unknown !== undefined) {
      throw new AzureBlobError(
        'LocationNotAllowed',
        `The annotation ${AZURE_BLOB_LOCATIONS_ANNOTATION} of ${describe(
          entity,
        )} is ${quote(annotation)}, but there is no location ${quote(
          unknown,
        )}.`,
      );
    }
    return all.filter(({ id }) => ids.includes(id));
  }

  /**
   * What a location comes to for an entity.
   *
   * @throws `AzureBlobError` with `LocationNotAllowed` where the location does
   * not apply to the entity or an annotation is wrong, and those of
   * {@link resolvePrefix}.
   */
  resolve(entity: Entity, locationId: string): Scope {
    if (!this.list(entity).some(({ id }) => id === locationId)) {
      throw noLocation(entity, locationId);
    }
    const root = this.resolveRoot(entity, locationId);
    const prefix = root.prefix + readSubPath(entity);
    assertBlobPath(prefix, { kind: 'folder' });
    return { ...root, prefix };
  }

  /**
   * All that a location has room for of an entity, whatever the annotations
   * of the entity make of it.
   *
   * @throws `AzureBlobError` with `LocationNotAllowed` where there is no such
   * location, and those of {@link resolvePrefix}.
   */
  resolveRoot(entity: Entity, locationId: string): Scope {
    const place = this.#places.get(locationId);
    if (!place) {
      throw noLocation(entity, locationId);
    }
    const { location, template } = place;
    const { account, container } = location;
    const prefix = resolvePrefix(template, entity);
    return { location, account, container, prefix };
  }

  /** Those of all locations; the entity may have no place in some. */
  listRoots(entity: Entity): Scope[] {
    return [...this.#places.keys()].flatMap(id => {
      try {
        return [this.resolveRoot(entity, id)];
      } catch (error) {
        if (error instanceof AzureBlobError) {
          return [];
        }
        throw error;
      }
    });
  }
}

function noLocation(entity: Entity, locationId: string): AzureBlobError {
  return new AzureBlobError(
    'LocationNotAllowed',
    `${describe(entity)} has no location ${quote(locationId)}.`,
  );
}

/** Ends with a slash, or is empty. */
function readSubPath(entity: Entity): string {
  const annotation = getAnnotation(entity, AZURE_BLOB_SUB_PATH_ANNOTATION);
  if (annotation === undefined) {
    return '';
  }
  const subPath = annotation.endsWith('/') ? annotation : `${annotation}/`;
  if (!isBlobPath(subPath, { kind: 'folder' })) {
    throw new AzureBlobError(
      'LocationNotAllowed',
      `The annotation ${AZURE_BLOB_SUB_PATH_ANNOTATION} of ${describe(
        entity,
      )} is ${quote(annotation)}, which is not a folder below a location.`,
    );
  }
  return subPath;
}

function getAnnotation(entity: Entity, name: string): string | undefined {
  const { annotations = {} } = entity.metadata;
  return Object.hasOwn(annotations, name)
    ? String(annotations[name])
    : undefined;
}

function describe(entity: Entity): string {
  return quote(stringifyEntityRef(entity));
}
