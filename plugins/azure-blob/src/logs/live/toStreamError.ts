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

import { ResponseError } from '@backstage/errors';
import { AzureBlobStreamError } from 'backstage-plugin-azure-blob-common';

/** The error that a stream ended with, as a refused request would throw it. */
export function toStreamError(
  event: AzureBlobStreamError,
): Promise<ResponseError> {
  const { code, message } = event;
  const body = { error: { name: 'Error', code, message } };
  return ResponseError.fromResponse({
    headers: new Headers({ 'content-type': 'application/json' }),
    ok: false,
    redirected: false,
    // The answer itself began well, whatever became of it.
    status: 200,
    statusText: '',
    type: 'basic',
    url: '',
    text: async () => JSON.stringify(body),
  });
}
