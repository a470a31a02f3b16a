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

import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';
import { folderOf } from '../steps/folderOf';
import { sortLogs } from '../steps/sortLogs';

/**
 * The log of a folder that one is likeliest to be compared with: of the same
 * name in another folder, and else the one before it in the list.
 *
 * @param items - without the log itself
 */
export function findCounterpart(
  items: AzureBlobItem[],
  path: string,
): string | undefined {
  const name = path.slice(folderOf(path).length);
  const itself: AzureBlobItem = { name, path, kind: 'file' };
  const logs = sortLogs([...items, itself]).filter(
    ({ kind }) => kind === 'file',
  );
  const at = logs.indexOf(itself);
  const others = logs.filter(log => log !== itself);
  const same = others.find(other => other.name === name);
  return (same ?? others[at - 1] ?? others[0])?.path;
}
