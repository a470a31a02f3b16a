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

import { opendir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CliError } from '../CliError';

/** A file to upload. */
export interface LocalFile {
  /** Where it is on this machine. */
  source: string;
  /** Where it goes, relative to the run; with slashes. */
  path: string;
  /** In bytes. */
  size: number;
  /** Milliseconds since 1970. */
  modifiedAt: number;
}

/** What the tool writes into each run itself. */
const RESERVED = new Set(['run.json', 'SHA256SUMS']);

/**
 * Finds the files of folders and files, by path. Links are not followed: they
 * could lead out of what was meant to be published.
 *
 * @throws {@link CliError} where one is not there, or two would be the same.
 */
export async function collectFiles(paths: string[]): Promise<LocalFile[]> {
  const files = new Map<string, LocalFile>();
  const add = async (source: string, path: string) => {
    if (RESERVED.has(path)) {
      throw new CliError(
        'usage',
        `"${source}" cannot be published: each run has a "${path}" of its own.`,
      );
    }
    if (files.has(path)) {
      throw new CliError('usage', `There are two files for "${path}".`);
    }
    const { size, mtimeMs } = await stat(source);
    files.set(path, { source, path, size, modifiedAt: mtimeMs });
  };
  const addFolder = async (folder: string, path: string): Promise<void> => {
    for await (const entry of await opendir(folder)) {
      const source = join(folder, entry.name);
      if (entry.isDirectory()) {
        await addFolder(source, `${path}${entry.name}/`);
      } else if (entry.isFile()) {
        await add(source, `${path}${entry.name}`);
      }
    }
  };
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined);
    if (!found) {
      throw new CliError('usage', `There is no file or folder "${path}".`);
    }
    await (found.isDirectory()
      ? addFolder(path, '')
      : add(path, basename(path)));
  }
  return [...files.values()].sort((one, other) =>
    one.path < other.path ? -1 : 1,
  );
}
