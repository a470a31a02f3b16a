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
  AzureBlobApi,
  AzureBlobDifference,
} from 'backstage-plugin-azure-blob-common';
import { DiffHunk, diffTexts, splitText, TextLines } from './diffTexts';
import { MAX_SIDE_BYTES, readSide, Side } from './readSide';

/** Both sides of a file, compared, or why they are not. */
export type ComparedText =
  | {
      state: 'compared';
      left: TextLines;
      right: TextLines;
      hunks: DiffHunk[];
    }
  | { state: 'binary' | 'tooLarge' | 'tooDifferent' };

/** What to compare. */
export interface CompareFileRequest {
  entityRef: string;
  location: string;
  /** The ids of the runs. */
  base: string;
  head: string;
  difference: AzureBlobDifference;
}

/** Compares one file of two runs line by line. */
export async function compareFile(
  api: AzureBlobApi,
  request: CompareFileRequest,
  signal: AbortSignal,
): Promise<ComparedText> {
  const { entityRef, location, base, head, difference } = request;
  const { path, before, after } = difference;
  if (Math.max(before?.size ?? 0, after?.size ?? 0) > MAX_SIDE_BYTES) {
    return { state: 'tooLarge' };
  }
  const read = async (run: string, isThere: boolean): Promise<Side> =>
    isThere
      ? readSide(api, { entityRef, location, path: `${run}/${path}` }, signal)
      : { state: 'text', text: '' };
  const [left, right] = await Promise.all([
    read(base, before !== undefined),
    read(head, after !== undefined),
  ]);
  if (left.state !== 'text' || right.state !== 'text') {
    const isLarge = [left.state, right.state].includes('tooLarge');
    return { state: isLarge ? 'tooLarge' : 'binary' };
  }
  const sides = { left: splitText(left.text), right: splitText(right.text) };
  const hunks = await diffTexts(sides.left, sides.right);
  return hunks
    ? { state: 'compared', ...sides, hunks }
    : { state: 'tooDifferent' };
}
