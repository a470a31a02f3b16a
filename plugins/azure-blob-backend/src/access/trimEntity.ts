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
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  RELATION_OWNED_BY,
} from '@backstage/catalog-model';

/** What to ask the catalog for where {@link trimRelated} is all one needs. */
export const RELATED_FIELDS = [
  'apiVersion',
  'kind',
  'metadata.uid',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.annotations',
  'relations',
];

/**
 * What a decision may go by of the entity that it is about. Anybody can write
 * megabytes into the rest of an entity, and decisions are kept in memory.
 */
export function trimEntity(entity: Entity): Entity {
  const { apiVersion, kind, relations, spec } = entity;
  const { uid, name, namespace, title, annotations, labels, tags } =
    entity.metadata;
  return {
    apiVersion,
    kind,
    metadata: { uid, name, namespace, title, annotations, labels, tags },
    ...(relations && { relations }),
    ...(spec && { spec: { type: spec.type, lifecycle: spec.lifecycle } }),
  };
}

/** Of others that it goes by: whose they are, and where they come from. */
export function trimRelated(entity: Entity): Entity {
  const { apiVersion, kind, relations } = entity;
  const { uid, name, namespace, title, annotations } = entity.metadata;
  const origin = annotations?.[ANNOTATION_ORIGIN_LOCATION];
  return {
    apiVersion,
    kind,
    metadata: {
      ...{ uid, name, namespace, title },
      ...(origin && { annotations: { [ANNOTATION_ORIGIN_LOCATION]: origin } }),
    },
    relations: relations?.filter(({ type }) => type === RELATION_OWNED_BY),
  };
}
