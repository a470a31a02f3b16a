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

import { z } from 'zod';

/** Azure's names have at most 1,024 characters, each of up to 3 bytes here. */
const MAX_PATH_LENGTH = 4 * 1024;
const MAX_CURSOR_LENGTH = 4 * 1024;

/** Text of so many characters. */
export function text(options: { min: number; max: number }) {
  return z
    .string({ error: 'is missing' })
    .min(options.min, { error: 'is empty' })
    .max(options.max, { error: `is longer than ${options.max} characters` });
}

/** A whole number. */
export function integer(options: { min: number; max: number }) {
  const { min, max } = options;
  const error = `must be a whole number from ${min} to ${max}`;
  return z
    .string({ error: 'is missing' })
    .regex(/^(?:0|[1-9]\d{0,15})$/, { error })
    .transform(Number)
    .refine(value => value >= min && value <= max, { error });
}

/** The id of a location. */
export const location = text({ min: 1, max: 64 }).regex(/^[A-Za-z0-9._-]+$/, {
  error: 'must be the id of a location',
});
/** Of a folder; the scope's own is ''. */
export const folder = text({ min: 0, max: MAX_PATH_LENGTH });
/** Of a file, relative to its scope. */
export const path = text({ min: 1, max: MAX_PATH_LENGTH });
// Nothing that there is has one, and not every database takes it.
const CONTROL_FREE = /^[^\p{Cc}\p{Cs}]*$/u;
const controlled = { error: 'has a control character' };
/** One of the versions of a blob. */
export const oldVersion = text({ min: 1, max: 64 })
  .regex(CONTROL_FREE, controlled)
  .optional();
/** What a run says of itself, or a word to look for. */
export const field = text({ min: 1, max: 256 })
  .regex(CONTROL_FREE, controlled)
  .optional();
/** `nextCursor` of the page before. */
export const cursor = text({ min: 1, max: MAX_CURSOR_LENGTH }).optional();

/** `revision` of a log. */
export const revision = text({ min: 1, max: 128 })
  .regex(/^[!#-)+-~]+$/, { error: 'must be the revision of a log' })
  .optional();

/** What each route takes; nothing else is let through. */
export const querySchemas = {
  access: z.strictObject({}),
  diagnosis: z.strictObject({ location: location.optional() }),
  artifacts: z.strictObject({
    location,
    path: folder.default(''),
    cursor,
    limit: integer({ min: 1, max: 1_000 }).default(200),
  }),
  blob: z.strictObject({ location, path }),
  blobVersion: z.strictObject({ location, path, version: oldVersion }),
};
