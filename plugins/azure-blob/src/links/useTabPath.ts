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

import { useCallback } from 'react';
import {
  RouteResolutionApi,
  routeResolutionApiRef,
} from '@backstage/frontend-plugin-api';
import {
  RouteRef,
  useApiHolder,
  useRouteRef,
} from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { AzureBlobLocationContent } from 'backstage-plugin-azure-blob-common';
import { azureBlobArtifactsRouteRef, azureBlobLogsRouteRef } from '../routes';

/** Finds the path of a tab, on the page of any entity. */
export function useTabPath(): (
  entityRef: string,
  content: AzureBlobLocationContent,
) => string {
  const entityRoute = useRouteRef(entityRouteRef);
  const resolution = useApiHolder().get(routeResolutionApiRef);
  return useCallback(
    (entityRef, content) => {
      const page = entityRoute(entityRouteParams(entityRef));
      const ref =
        content === 'logs' ? azureBlobLogsRouteRef : azureBlobArtifactsRouteRef;
      // Only the new frontend system tells where a tab is on another page.
      return resolveFrom(resolution, ref, page) ?? `${page}/${content}`;
    },
    [entityRoute, resolution],
  );
}

function resolveFrom(
  resolution: RouteResolutionApi | undefined,
  ref: RouteRef,
  sourcePath: string,
): string | undefined {
  try {
    return resolution?.resolve(ref, { sourcePath })?.();
  } catch {
    return undefined;
  }
}
