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

import { randomUUID } from 'node:crypto';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { EXPOSED_HEADERS } from '../artifacts';
import { createErrorBoundary } from './createErrorBoundary';
import { readCaller, takeAssertion } from './readCaller';
import { readEntityRef } from './readEntityRef';
import { routes } from './routes';
import { Route, RouterOptions } from './types';

const REQUEST_ID_HEADER = 'X-Request-Id';

/** Serves the table of {@link routes}. */
export async function createRouter(options: RouterOptions): Promise<Router> {
  const { logger } = options;
  // One spelling for each URL: what stands in front may go by it.
  const router = PromiseRouter({ caseSensitive: true, strict: true });
  const assertions = new WeakMap<Request, string>();

  router.use((req, res, next) => {
    const assertion = takeAssertion(req);
    if (assertion !== undefined) {
      assertions.set(req, assertion);
    }
    res.set('Cache-Control', 'private, no-store');
    res.set(REQUEST_ID_HEADER, randomUUID());
    res.append(
      'Access-Control-Expose-Headers',
      [REQUEST_ID_HEADER, 'Retry-After', ...EXPOSED_HEADERS].join(', '),
    );
    next();
  });
  for (const route of routes) {
    router[route.method](route.path, async (req, res) => {
      await serve({ options, route, req, res }, assertions.get(req));
    });
  }
  router.use(createErrorBoundary({ logger }));
  return router;
}

async function serve(
  {
    options,
    route,
    req,
    res,
  }: { options: RouterOptions; route: Route; req: Request; res: Response },
  assertionHeader: string | undefined,
): Promise<void> {
  const { gate, httpAuth, indexes } = options;
  const signal = abortOnClose(res);
  const entityRef = readEntityRef(req.params);
  const requestId = String(res.getHeader(REQUEST_ID_HEADER));
  const caller = await readCaller({
    req,
    httpAuth,
    assertionHeader,
    requestId,
  });
  await route.handle({ req, res, gate, indexes, caller, entityRef, signal });
}

function abortOnClose(res: Response): AbortSignal {
  const controller = new AbortController();
  res.once('close', () => {
    if (!res.writableFinished) {
      controller.abort();
    }
  });
  return controller.signal;
}
