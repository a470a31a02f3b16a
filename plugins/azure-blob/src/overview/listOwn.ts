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

import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { IdentityApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { AZURE_BLOB_LOCATIONS_ANNOTATION } from 'backstage-plugin-azure-blob-common';

const PAGE_SIZE = 20;

/** One entity, as it is listed. */
export interface OwnEntity {
  entityRef: string;
  title: string;
}

/** Some of what one owns. */
export interface OwnPage {
  items: OwnEntity[];
  total: number;
  nextCursor?: string;
  prevCursor?: string;
}

/** Which page of what one owns. */
export interface OwnRequest {
  text?: string;
  cursor?: string;
}

/** Lists what somebody and her groups own, and may have artifacts. */
export async function listOwn(
  apis: { catalogApi: typeof catalogApiRef.T; identityApi: IdentityApi },
  request: OwnRequest,
): Promise<OwnPage> {
  const { catalogApi, identityApi } = apis;
  const { ownershipEntityRefs: owners } =
    await identityApi.getBackstageIdentity();
  if (owners.length === 0) {
    return { items: [], total: 0 };
  }
  const { items, totalItems, pageInfo } = await catalogApi.queryEntities({
    ...(request.cursor === undefined
      ? toQuery(owners, request.text)
      : { cursor: request.cursor }),
    limit: PAGE_SIZE,
    fields: ['kind', 'metadata.name', 'metadata.namespace', 'metadata.title'],
  });
  return {
    items: items.map(entity => ({
      entityRef: stringifyEntityRef(entity),
      title: entity.metadata.title ?? entity.metadata.name,
    })),
    total: totalItems,
    ...pageInfo,
  };
}

function toQuery(owners: string[], text: string | undefined) {
  const owned = { 'relations.ownedBy': owners };
  const annotation = `metadata.annotations.${AZURE_BLOB_LOCATIONS_ANNOTATION}`;
  return {
    filter: [
      { kind: 'component', ...owned },
      { [annotation]: CATALOG_FILTER_EXISTS, ...owned },
    ],
    orderFields: [{ field: 'metadata.name', order: 'asc' as const }],
    ...(text && {
      fullTextFilter: {
        term: text,
        fields: ['metadata.name', 'metadata.title'],
      },
    }),
  };
}
