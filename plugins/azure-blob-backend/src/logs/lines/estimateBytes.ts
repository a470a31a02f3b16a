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

import { LINES_PER_CHECKPOINT, MAX_CHECKPOINTS } from './Checkpoints';
import { MAX_LINE_NUMBERS } from './LogFindings';
import { MAX_GROUPS, MAX_SECTIONS } from './LogGroups';

// What an index takes in memory, in bytes
const SIZE_OF_INDEX = 24 * 1024;
const SIZE_OF_CHECKPOINT = 96;
const SIZE_OF_GROUP = 40;
const SIZE_OF_SECTION = 700;
const SIZE_OF_NUMBER = 16;
/** The shortest line that begins a group, or reports something. */
const MIN_MARKER_BYTES = 5;

/** The memory that the index of a log of `size` bytes may come to take. */
export function estimateBytes(size: number): number {
  const atMost = (max: number, bytesEach: number) =>
    Math.min(max, 2 + Math.ceil(size / bytesEach));
  return (
    SIZE_OF_INDEX +
    atMost(MAX_CHECKPOINTS, LINES_PER_CHECKPOINT) * SIZE_OF_CHECKPOINT +
    atMost(MAX_GROUPS, MIN_MARKER_BYTES) * SIZE_OF_GROUP +
    atMost(MAX_SECTIONS, MIN_MARKER_BYTES) * SIZE_OF_SECTION +
    atMost(2 * MAX_LINE_NUMBERS, MIN_MARKER_BYTES) * SIZE_OF_NUMBER
  );
}
