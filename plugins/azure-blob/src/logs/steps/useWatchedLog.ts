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

import { useMemo, useSyncExternalStore } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { azureBlobApiRef } from '../../api';
import { WatchedLog, WatchedLogSource } from './WatchedLogSource';

const NOTHING: WatchedLog = {};
const subscribeToNothing = () => () => {};

/** The log at a path, and what has been read of it. */
export function useWatchedLog(request: {
  entityRef: string;
  location: string;
  path: string | undefined;
  version: string | undefined;
}): { source?: WatchedLogSource } & WatchedLog {
  const { entityRef, location, path, version } = request;
  const api = useApi(azureBlobApiRef);
  const source = useMemo(
    () =>
      path === undefined
        ? undefined
        : new WatchedLogSource(api, { entityRef, location, path, version }),
    [api, entityRef, location, path, version],
  );
  const known = useSyncExternalStore(
    source?.subscribe ?? subscribeToNothing,
    () => source?.getSnapshot() ?? NOTHING,
  );
  return { source, ...known };
}
