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

import { useEffect, useMemo, useReducer } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { azureBlobApiRef } from '../../api';
import { DiffLines } from './DiffLines';

/** The lines of one side of a comparison. */
export function useDiffLines(request: {
  entityRef: string;
  location: string;
  path: string;
  revision: string;
}): DiffLines {
  const { entityRef, location, path, revision } = request;
  const api = useApi(azureBlobApiRef);
  const [, changed] = useReducer((count: number) => count + 1, 0);
  const lines = useMemo(
    () => new DiffLines(api, { entityRef, location, path, revision }, changed),
    [api, entityRef, location, path, revision],
  );
  useEffect(() => () => lines.close(), [lines]);
  return lines;
}
