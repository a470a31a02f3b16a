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
import { BlobStore } from '../storage';

const MAX_FILES = 100_000;

/** What is compared of a file. */
export type WalkedFile = Pick<
  AzureBlobItem,
  'path' | 'size' | 'lastModified' | 'etag' | 'sha256' | 'contentMd5'
>;

/** The files of a run, by their paths below it. */
export interface FileWalk extends AsyncIterable<WalkedFile> {
  isSorted: boolean;
  /** How many files there have been so far. */
  count: number;
  /** Whether it has ended before all files were seen. */
  isCut: boolean;
  /** Whether it has ended because storage has another order. */
  isOutOfOrder: boolean;
}

/** Options of {@link walkFiles}. */
export interface WalkFilesOptions {
  blobs: BlobStore;
  run: string;
  /** Whether all of them are held and put in order, instead of walked as is. */
  isSorted: boolean;
  signal?: AbortSignal;
}

/**
 * Walks the files of a run in the order of {@link isBefore}. Most storage has
 * the very same one, but not all: with a hierarchical namespace a slash comes
 * before everything else, and UTF-8 orders some characters otherwise.
 */
export function walkFiles(options: WalkFilesOptions): FileWalk {
  const { isSorted } = options;
  return {
    isSorted,
    count: 0,
    isCut: false,
    isOutOfOrder: false,
    async *[Symbol.asyncIterator]() {
      if (isSorted) {
        const files: WalkedFile[] = [];
        for await (const file of readFiles(this, options)) {
          files.push(file);
        }
        yield* files.sort((one, other) =>
          isBefore(one.path, other.path) ? -1 : 1,
        );
        return;
      }
      let last: string | undefined;
      for await (const file of readFiles(this, options)) {
        if (last !== undefined && isBefore(file.path, last)) {
          this.isOutOfOrder = true;
          return;
        }
        last = file.path;
        yield file;
      }
    },
  };
}

/** The one order that files are compared, and pages of them listed, in. */
export function isBefore(one: string, other: string): boolean {
  return one < other;
}

async function* readFiles(
  walk: FileWalk,
  { blobs, run, signal }: WalkFilesOptions,
): AsyncGenerator<WalkedFile, void, undefined> {
  const folder = `${run}/`;
  for await (const page of blobs.walk({ path: folder, signal })) {
    for (const file of page) {
      if (walk.count >= MAX_FILES) {
        walk.isCut = true;
        return;
      }
      walk.count += 1;
      const { size, lastModified, etag, sha256, contentMd5 } = file;
      const path = file.path.slice(folder.length);
      yield { path, size, lastModified, etag, sha256, contentMd5 };
    }
  }
}
