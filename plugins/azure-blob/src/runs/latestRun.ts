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

import { UrlChanges } from '../common';
import { NO_FILTER } from './runFilter';

/** What `run` of the URL says for the newest run that the filters leave. */
export const LATEST = 'latest';

/** What of the URL belongs to one run only. */
export const NOTHING_OPEN: UrlChanges = {
  path: undefined,
  file: undefined,
  tab: undefined,
  version: undefined,
  entry: undefined,
  line: undefined,
  compare: undefined,
  change: undefined,
};

/** The branch that releases come from, where it has runs. */
export function mainBranch(branches: string[]): string | undefined {
  return ['main', 'master'].find(name => branches.includes(name));
}

/** What of the URL names the latest successful run of a branch. */
export function latestSuccessful(location: string, branch: string): UrlChanges {
  return {
    ...NO_FILTER,
    ...{ location, branch },
    run: LATEST,
    status: 'succeeded',
    ...NOTHING_OPEN,
  };
}
