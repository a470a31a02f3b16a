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

/** Whoever publishes a run writes its manifest: nothing in it is trusted. */
const text = z.string().trim().min(1).max(256).optional().catch(undefined);

const url = z
  .url({ protocol: /^https?$/ })
  .max(2048)
  .optional()
  .catch(undefined);

const date = z.iso
  .datetime({ offset: true })
  .transform(value => new Date(value).toISOString())
  .optional()
  .catch(undefined);

const manifestSchema = z.object({
  status: z
    .enum(['succeeded', 'failed', 'canceled', 'running', 'unknown'])
    .catch('unknown'),
  number: z.int().nonnegative().optional().catch(undefined),
  title: text,
  branch: text,
  commit: text,
  commitUrl: url,
  triggeredBy: text,
  pipelineUrl: url,
  startedAt: date,
  finishedAt: date,
});

/**
 * Reads what a `run.json` says. A field that is wrong is left out; a manifest
 * that is no JSON object says nothing.
 */
export function parseRunManifest(id: string, manifest: string): AzureBlobRun {
  const result = manifestSchema.safeParse(parseJson(manifest));
  return result.success ? { id, ...result.data } : { id, status: 'unknown' };
}

function parseJson(manifest: string): unknown {
  try {
    return JSON.parse(manifest);
  } catch {
    return undefined;
  }
}
