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

import { useCallback, useEffect, useMemo, useState } from 'react';
import { storageApiRef, useApi } from '@backstage/core-plugin-api';

/**
 * A choice that is remembered for the person who made it.
 *
 * @param fallback - what holds as long as nothing has been chosen
 */
export function useStored<T extends string | number | string[]>(
  key: string,
  fallback: T,
): [T, (value: T) => void] {
  const storageApi = useApi(storageApiRef);
  const bucket = useMemo(
    () => storageApi.forBucket('azure-blob'),
    [storageApi],
  );
  const [stored, setStored] = useState(() => bucket.snapshot<T>(key).value);

  useEffect(() => {
    const subscription = bucket
      .observe$<T>(key)
      .subscribe(snapshot => setStored(snapshot.value));
    return () => subscription.unsubscribe();
  }, [bucket, key]);

  const store = useCallback(
    (value: T) => {
      setStored(value);
      bucket.set(key, value);
    },
    [bucket, key],
  );
  // What is stored may come from another version of this plugin.
  const isUsable =
    typeof stored === typeof fallback &&
    Array.isArray(stored) === Array.isArray(fallback);
  return [isUsable && stored !== undefined ? stored : fallback, store];
}
