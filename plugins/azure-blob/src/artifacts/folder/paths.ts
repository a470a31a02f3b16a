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

import { CopiedItem } from './useCopyItems';

/** The last segment of a path, with or without a slash behind it. */
export function nameOf(path: string): string {
  const trimmed = path.replace(/\/$/, '');
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** The folder that a file or folder is in; it ends with a slash, or is ''. */
export function parentOf(path: string): string {
  return path.slice(0, path.replace(/\/$/, '').lastIndexOf('/') + 1);
}

/**
 * A folder, as one of the items that can be copied from.
 *
 * @param fallback - what the topmost one is called, which has no name
 */
export function toFolderItem(path: string, fallback: string): CopiedItem {
  return { kind: 'folder', path, name: nameOf(path) || fallback };
}
