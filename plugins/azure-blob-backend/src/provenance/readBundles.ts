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

import { buffer } from 'node:stream/consumers';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { AccessSession } from '../access';
import { isBlobPath } from '../blobName';
import { RunLayout } from '../config/RunLayout';
import { mapConcurrently } from '../mapConcurrently';

const MAX_BUNDLE_BYTES = 1024 * 1024;
const MAX_BUNDLES = 20;
const READS_AT_ONCE = 4;
/** What is beside the file that it is about. */
const SUFFIXES = ['.sigstore.json', '.sigstore', '.intoto.jsonl'];
/** Where "gh attestation download" is told to put them. */
const FOLDER = 'attestations/';
const IN_FOLDER = /(?:\.sigstore\.json|\.jsonl)$/;

/** What is in a blob that should hold attestations. */
export interface FoundBundle {
  /** Relative to the scope. */
  path: string;
  /** As parsed, and nothing known of it yet. */
  json?: unknown;
  /** Why there is none. */
  problem?: string;
  /** Whether it need not be about the file. */
  isShared: boolean;
}

interface ReadBundlesOptions {
  session: AccessSession;
  path: string;
  signal: AbortSignal;
}

/** Reads what may hold attestations of a file, up to a number of them. */
export async function readBundles(
  options: ReadBundlesOptions,
): Promise<FoundBundle[]> {
  const beside = SUFFIXES.map(suffix => options.path + suffix).filter(path =>
    isBlobPath(path, { kind: 'file' }),
  );
  const shared = await listShared(options);
  const paths = [...new Set([...beside, ...shared])].slice(0, MAX_BUNDLES);
  const found = await mapConcurrently(paths, READS_AT_ONCE, async path => {
    const isShared = !beside.includes(path);
    return (await readBlob(options, path)).map(one => ({
      ...one,
      path,
      isShared,
    }));
  });
  return found.flat().slice(0, MAX_BUNDLES);
}

/** Those in the folder of the run that may be about any of its files. */
async function listShared({
  session: { blobs, scope },
  path,
  signal,
}: ReadBundlesOptions): Promise<string[]> {
  const run = RunLayout.parse(scope.location.layout).findRun(path);
  if (run === undefined) {
    return [];
  }
  const folder = `${run}/${FOLDER}`;
  const { items } = await blobs.list({
    path: folder,
    limit: MAX_BUNDLES,
    signal,
  });
  return items
    .filter(
      item =>
        item.kind === 'file' &&
        !item.unsupportedName &&
        IN_FOLDER.test(item.name),
    )
    .map(item => item.path);
}

async function readBlob(
  { session: { blobs }, signal }: ReadBundlesOptions,
  path: string,
): Promise<Array<Pick<FoundBundle, 'json' | 'problem'>>> {
  try {
    const { stream, contentLength } = await blobs.read(path, {
      range: { offset: 0, count: MAX_BUNDLE_BYTES + 1 },
      signal,
    });
    if (contentLength > MAX_BUNDLE_BYTES) {
      stream.destroy();
      return [{ problem: 'It is bigger than 1 MiB.' }];
    }
    return parse((await buffer(stream)).toString('utf8'));
  } catch (error) {
    if (error instanceof AzureBlobError) {
      if (error.code === 'BlobNotFound' && error.reason === undefined) {
        return [];
      }
      if (error.code === 'BlobArchived') {
        return [{ problem: 'It is in the archive tier.' }];
      }
      if (error.code === 'RangeNotSatisfiable') {
        return [{ problem: 'It is empty.' }];
      }
    }
    throw error;
  }
}

/** One bundle as JSON, or several, each on a line. */
function parse(text: string): Array<Pick<FoundBundle, 'json' | 'problem'>> {
  const whole = tryParse(text);
  if (whole) {
    return [whole];
  }
  return text
    .split('\n', MAX_BUNDLES * 2)
    .filter(line => line.trim() !== '')
    .slice(0, MAX_BUNDLES)
    .map(line => tryParse(line) ?? { problem: 'It is not JSON.' });
}

function tryParse(text: string): { json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
