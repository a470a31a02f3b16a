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

import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { z } from 'zod';

const MAX_SHOWN = 64;

/**
 * Reads the JSON body of a request strictly.
 *
 * @throws `AzureBlobError` with `InvalidRequest`, naming the field.
 */
export function parseBody<T extends z.ZodType>(
  body: unknown,
  schema: T,
): z.output<T> {
  const result = schema.safeParse(body);
  if (result.success) {
    return result.data;
  }
  const [issue] = result.error.issues;
  const path =
    issue.code === 'unrecognized_keys' ? [issue.keys[0]] : issue.path;
  const field = path.map(String).join('.').slice(0, MAX_SHOWN);
  throw new AzureBlobError(
    'InvalidRequest',
    field
      ? `The field ${JSON.stringify(field)} of the body ${
          issue.code === 'unrecognized_keys'
            ? 'is not known here'
            : issue.message
        }.`
      : 'The body is not a JSON object.',
  );
}
