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

import { useUrlState } from '../common';
import { PreviewFile } from './open';

/**
 * What a link in a file may not lead out of: the run, or the archive that the
 * file is a member of.
 */
export function useRunRoot(file: PreviewFile): string {
  const run = useUrlState().get('run');
  const root = `${run}/`;
  const isInRun = run !== undefined && file.path.startsWith(root);
  return file.request.entry === undefined && isInRun ? root : '';
}
