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

import { AzureBlobRun } from 'backstage-plugin-azure-blob-common';
import { z } from 'zod';

/** What a run says about itself. */
export type RunMetadata = Omit<AzureBlobRun, 'id' | 'retention'>;

const MAX_TEXT_LENGTH = 256;

/** Whoever publishes a run writes its metadata: nothing in it is trusted. */
const text = z
  .string()
  .transform(cleanText)
  .pipe(z.string().min(1).max(MAX_TEXT_LENGTH))
  .optional()
  .catch(undefined);

const url = z
  .url({ protocol: /^https?$/ })
  .max(2048)
  .optional()
  .catch(undefined);

const date = z.iso
  .datetime({ offset: true })
  .transform(value => new Date(value).toISOString())
  // Next to year 0 and 9999 an offset leads to years that databases do not know.
  .pipe(z.string().regex(/^(?:19[7-9]|[2-9]\d\d)\d-/))
  .optional()
  .catch(undefined);

const whole = z
  .preprocess(
    // Blob metadata and index tags are text.
    value =>
      typeof value === 'string' && /^\d{1,16}$/.test(value)
        ? Number(value)
        : value,
    z.int().nonnegative(),
  )
  .optional()
  .catch(undefined);

const metadataSchema = z.object({
  status: z
    .enum(['succeeded', 'failed', 'canceled', 'running', 'unknown'])
    .catch('unknown'),
  number: whole,
  title: text,
  branch: text,
  commit: text,
  commitUrl: url,
  triggeredBy: text,
  pipelineUrl: url,
  startedAt: date,
  finishedAt: date,
  version: text,
  size: whole,
  files: whole,
});

const FIELDS = Object.keys(metadataSchema.shape);

/**
 * Reads the fields of a run's metadata, whatever their case. A field that is
 * wrong is left out; what is no object says nothing.
 */
export function parseRunMetadata(input: unknown): RunMetadata {
  const result = metadataSchema.safeParse(toFields(input));
  return result.success ? dropAbsent(result.data) : { status: 'unknown' };
}

/** Reads the same out of JSON. */
export function parseRunManifest(manifest: string): RunMetadata {
  try {
    return parseRunMetadata(JSON.parse(manifest));
  } catch {
    return { status: 'unknown' };
  }
}

/** One line of text, of what a database keeps. */
export function cleanText(value: string): string {
  return value.replace(/\p{Cc}|\p{Cs}/gu, '\uFFFD').trim();
}

function toFields(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return undefined;
  }
  const given = new Map(Object.entries(input));
  const anyCase = new Map(
    [...given].map(([name, value]) => [toLowerCase(name), value]),
  );
  return Object.fromEntries(
    FIELDS.map(name => [
      name,
      given.has(name) ? given.get(name) : anyCase.get(toLowerCase(name)),
    ]),
  );
}

function toLowerCase(name: string): string {
  return name.toLocaleLowerCase('en-US');
}

function dropAbsent(metadata: RunMetadata): RunMetadata {
  const { status, ...rest } = metadata;
  const present = Object.entries(rest).filter(
    ([, value]) => value !== undefined,
  );
  return { status, ...Object.fromEntries(present) };
}
