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
  AzureBlobAccess,
  AzureBlobApi,
  AzureBlobLocation,
  AzureBlobOverview,
} from 'backstage-plugin-azure-blob-common';

/** What there is to say of the artifacts of an entity in a few lines. */
export interface EntityOverview {
  access: AzureBlobAccess;
  /** Absent where no location with artifacts applies to the entity. */
  location?: AzureBlobLocation;
  overview?: AzureBlobOverview;
}

/** Reads the first location with runs, or the first one. */
export async function loadOverview(
  api: AzureBlobApi,
  entityRef: string,
  signal: AbortSignal,
): Promise<EntityOverview> {
  const access = await api.getAccess({ entityRef }, { signal });
  const locations = access.allowed
    ? access.locations.filter(({ content }) => content === 'artifacts')
    : [];
  const location = locations.find(({ hasRuns }) => hasRuns) ?? locations[0];
  if (!location) {
    return { access };
  }
  const overview = await api.getOverview(
    { entityRef, location: location.id },
    { signal },
  );
  return { access, location, overview };
}
