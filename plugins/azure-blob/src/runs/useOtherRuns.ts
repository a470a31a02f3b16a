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

import { useState } from 'react';
import { AzureBlobRun } from 'backstage-plugin-azure-blob-common';
import { usePreviousSuccessful } from './usePreviousSuccessful';
import { RunsState, useRuns } from './useRuns';
import { useTextFilter } from './useTextFilter';

/** The runs that one can be compared with. */
export interface OtherRuns {
  /** What they are filtered by. */
  text: string;
  setText(text: string): void;
  runs: RunsState;
  /** The one to compare with, which is the likeliest until one is chosen. */
  base?: string;
  choose(run: string): void;
}

/** Finds the runs that one can be compared with. */
export function useOtherRuns(
  entityRef: string,
  location: string,
  run: AzureBlobRun,
): OtherRuns {
  const [text, setText] = useState('');
  const [chosen, choose] = useState<string>();
  const found = useRuns(entityRef, location, useTextFilter(text));
  const previous = usePreviousSuccessful(entityRef, location, run);
  const isOther = ({ id }: AzureBlobRun) => id !== run.id;
  const runs = {
    ...found,
    items: found.items?.filter(isOther),
    before: found.before?.filter(isOther),
  };
  const base = chosen ?? previous ?? runs.items?.[0]?.id;
  return { text, setText, runs, base, choose };
}
