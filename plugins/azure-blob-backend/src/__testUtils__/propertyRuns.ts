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

import { Parameters } from 'fast-check';

/**
 * How often a property is tried: 1,000 times, or what
 * `AZURE_BLOB_PROPERTY_RUNS` says. `AZURE_BLOB_PROPERTY_SEED` repeats the run
 * whose seed a failure has printed.
 */
export function propertyRuns<T = unknown>(): Parameters<T> {
  const { AZURE_BLOB_PROPERTY_RUNS, AZURE_BLOB_PROPERTY_SEED } = process.env;
  return {
    numRuns: Number(AZURE_BLOB_PROPERTY_RUNS ?? 1_000),
    ...(AZURE_BLOB_PROPERTY_SEED && {
      seed: Number(AZURE_BLOB_PROPERTY_SEED),
    }),
  };
}

/** What a property may take, in milliseconds: a minute for each 1,000 tries. */
export function propertyTimeout(): number {
  return Math.max(60_000, 60 * Number(propertyRuns().numRuns));
}
