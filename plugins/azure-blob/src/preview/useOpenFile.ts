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
import { useApi } from '@backstage/core-plugin-api';
import { azureBlobApiRef } from '../api';
import { RequestState, useRequest, useUrlState } from '../common';
import { PreviewTarget } from './frame';
import { readExtension } from './kind';
import { PreviewFile } from './open';

/** The member of an archive that the URL says is open. */
export function useOpenEntry({ details }: PreviewTarget): string | undefined {
  const entry = useUrlState().get('entry');
  return readExtension(details.name) === 'archive' ? entry : undefined;
}

/** Opens a file, or the member of it that the URL names. */
export function useOpenFile(target: PreviewTarget): RequestState<PreviewFile> {
  const { entityRef, location, details, version } = target;
  const { path, size, etag } = details;
  const api = useApi(azureBlobApiRef);
  const entry = useOpenEntry(target);
  return useRequest(
    useCallback(
      (signal: AbortSignal) => {
        const blob = {
          entityRef,
          location,
          path,
          ...(version !== undefined && { version }),
        };
        return entry === undefined
          ? PreviewFile.open(api, blob, { size, etag }, signal)
          : PreviewFile.open(api, { ...blob, entry }, { etag }, signal);
      },
      [api, entityRef, location, path, version, entry, size, etag],
    ),
  );
}
