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
import { isBlobPath } from '../blobName';
import { PrefixTemplate } from './PrefixTemplate';
import { RunLayout } from './RunLayout';
import { oneOf, row, rows, text } from './values';

const prefixRule =
  'must be a prefix template such as "{entity.kind}/{entity.namespace}/{entity.name}/"';

const layoutRule = 'must be a layout such as "{run}/{path}"';
const runBlobRule =
  'must be the path of a file below the folder of a run, such as "run.json"';

const locationId = text(
  'must be 1 to 63 lower-case letters and digits, in words joined by "-"',
  /^(?=.{1,63}$)[a-z0-9]+(?:-[a-z0-9]+)*$/,
);

/** A row of `azureBlob.locations`. */
export const location = row({
  id: locationId,
  formerIds: rows(locationId, 'former id').optional(),
  title: text(
    'must be a title of 1 to 100 characters',
    /^(?=.*\S).{1,100}$/,
  ).optional(),
  content: oneOf('artifacts', 'logs'),
  account: z.string('must be the name of one of azureBlob.accounts'),
  container: text(
    'must be the name of a container, 3 to 63 lower-case letters and digits, in words joined by "-"',
    /^[a-z0-9](?:-?[a-z0-9]){2,62}$/,
  ),
  prefix: z.string(prefixRule).superRefine((value, context) => {
    try {
      PrefixTemplate.parse(value);
    } catch (error) {
      context.addIssue(error instanceof Error ? error.message : prefixRule);
    }
  }),
  layout: z
    .string(layoutRule)
    .superRefine((value, context) => {
      try {
        RunLayout.parse(value);
      } catch (error) {
        context.addIssue(error instanceof Error ? error.message : layoutRule);
      }
    })
    .default('{run}/{path}'),
  runs: row({
    metadata: oneOf('manifest', 'blobMetadata', 'tags').default('manifest'),
    blob: z
      .string(runBlobRule)
      .max(200, runBlobRule)
      .refine(value => isBlobPath(value, { kind: 'file' }), runBlobRule)
      .default('run.json'),
  }).optional(),
});
