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

import { RefObject, useEffect } from 'react';
import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';
import { isTyping } from '../../common';

/**
 * Walks through files by `j` and `k` while one is open, and closes it by
 * Escape. What is typed into a field, and keys of menus and other parts of the
 * page, are left alone.
 */
export function useFileKeys(options: {
  area: RefObject<HTMLElement>;
  file: string | undefined;
  /** In the order in which they are shown. */
  files: AzureBlobItem[];
  onOpen(item: AzureBlobItem): void;
  onClose(): void;
}): void {
  const { area, file, files, onOpen, onClose } = options;

  useEffect(() => {
    if (file === undefined) {
      return undefined;
    }
    const onKeyDown = (event: KeyboardEvent) => {
      const { target, key } = event;
      const isHere =
        target === document.body ||
        (target instanceof Node && area.current?.contains(target));
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!isHere || !isPlain || event.defaultPrevented || isTyping(target)) {
        return;
      }
      const next = findNeighbour(files, file, key);
      if (key === 'Escape') {
        onClose();
      } else if (next) {
        onOpen(next);
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [area, file, files, onOpen, onClose]);
}

/** The file that a key leads to; nothing at either end. */
export function findNeighbour(
  files: AzureBlobItem[],
  file: string,
  key: string,
): AzureBlobItem | undefined {
  const at = files.findIndex(({ path }) => path === file);
  switch (key) {
    case 'j':
      return files[at + 1];
    case 'k':
      return files[at - 1];
    default:
      return undefined;
  }
}
