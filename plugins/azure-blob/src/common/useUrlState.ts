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

import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Changes to the query of the URL; `undefined` takes a parameter out. */
export type UrlChanges = Record<string, string | undefined>;

/** The state of a tab, as it stands in the query of its URL. */
export interface UrlState {
  get(name: string): string | undefined;
  /** A link to the same page with other parameters. */
  hrefWith(changes: UrlChanges): string;
  update(changes: UrlChanges, options?: { replace?: boolean }): void;
}

/** Keeps state in the URL, so that it can be shared and gone back to. */
export function useUrlState(): UrlState {
  const [params, setParams] = useSearchParams();

  const update = useCallback(
    (changes: UrlChanges, options?: { replace?: boolean }) =>
      setParams(current => apply(current, changes), {
        ...options,
        preventScrollReset: true,
      }),
    [setParams],
  );

  return useMemo(
    () => ({
      get: name => params.get(name) ?? undefined,
      hrefWith: changes => `?${apply(params, changes)}`,
      update,
    }),
    [params, update],
  );
}

function apply(params: URLSearchParams, changes: UrlChanges) {
  const result = new URLSearchParams(params);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) {
      result.delete(name);
    } else {
      result.set(name, value);
    }
  }
  return result;
}
