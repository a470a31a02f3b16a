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

import {
  AzureBlobLogHit,
  AzureBlobLogQuery,
} from 'backstage-plugin-azure-blob-common';
import { UrlChanges } from '../../../common';
import { NO_LOG, toLineParams, toQueryParams } from '../../useLogUrl';
import { FoundLog } from './useLogsSearch';

/** The path of a log below its run, as the URL has it. */
export function toRelative({ run, path }: FoundLog): string {
  return run === undefined ? path : path.slice(run.length + 1);
}

/** What opens a log where something was found, and gives it the room. */
export function toHitParams(
  log: FoundLog,
  hit: AzureBlobLogHit | undefined,
  query: AzureBlobLogQuery | undefined,
): UrlChanges {
  return {
    ...NO_LOG,
    ...(log.run !== undefined && { run: log.run }),
    path: toRelative(log),
    ...toLineParams(hit && { from: hit.line, to: hit.line, byte: hit.offset }),
    ...toQueryParams(query),
    results: 'folded',
  };
}
