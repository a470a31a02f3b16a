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

import { FoundLog } from './useLogsSearch';

/**
 * Puts logs in the order of their runs, those of one run as they were found.
 *
 * @param order - the ids of the runs that were looked through, newest first
 */
export function sortFound(found: FoundLog[], order: string[]): FoundLog[] {
  const placeOf = ({ run }: FoundLog) =>
    run === undefined ? 0 : (order.indexOf(run) + order.length) % order.length;
  return [...found].sort((one, other) => placeOf(one) - placeOf(other));
}
