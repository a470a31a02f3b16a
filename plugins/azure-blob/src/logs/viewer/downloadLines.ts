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

import { LogSource } from '../source';
import { LogLineRange } from './LogLineRange';

/** Makes a file of lines, as the log has them. */
export async function downloadLines(
  source: LogSource,
  log: { revision: string; name: string },
  { from, to }: LogLineRange,
): Promise<void> {
  const { signal } = new AbortController();
  const content = await source.readText?.({ from, to }, log.revision, signal);
  if (!content) {
    return;
  }
  const url = URL.createObjectURL(await new Response(content.body).blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = `${log.name.replace(
    /\.(log|txt|gz)$/i,
    '',
  )}-${from}-${to}.log`;
  link.click();
  URL.revokeObjectURL(url);
}
