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

import { ServerResponse } from 'node:http';

/**
 * A signal that aborts when the client goes away before it has its answer.
 *
 * @remarks
 * Backstage looks at credentials before a router is asked. Who goes away
 * meanwhile has closed the connection already, which is told of only once.
 */
export function abortOnClose(res: ServerResponse): AbortSignal {
  if (res.destroyed) {
    return AbortSignal.abort();
  }
  const controller = new AbortController();
  res.once('close', () => {
    if (!res.writableFinished) {
      controller.abort();
    }
  });
  return controller.signal;
}
