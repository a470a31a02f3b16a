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
import { promisify } from 'node:util';
import express, { Request, Response, Router } from 'express';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import PromiseRouter from 'express-promise-router';
import { EXPOSED_HEADERS } from '../content';
import { abortOnClose } from './abortOnClose';
import { createErrorBoundary } from './createErrorBoundary';
import { hideSearch } from './hideSearch';
import {
  readCaller,
  readOrigin,
  takeAssertion,
  toLimitedCaller,
} from './readCaller';
import { routes } from './routes';
import { takeTicket } from './takeTicket';
import { Route, RouterOptions } from './types';

const REQUEST_ID_HEADER = 'X-Request-Id';
const MAX_BODY = '256 kB';

/** What is kept aside, so that nothing logs it. */
interface Taken {
  assertion?: string;
  ticket?: string;
}

/** Serves the table of {@link routes}. */
export async function createRouter(options: RouterOptions): Promise<Router> {
  const { logger } = options;
  // One spelling for each URL: what stands in front may go by it.
  const router = PromiseRouter({ caseSensitive: true, strict: true });
  const taken = new WeakMap<Request, Taken>();

  router.use((req, res, next) => {
    const assertion = takeAssertion(req);
    taken.set(req, { assertion, ticket: takeTicket(req) });
    hideSearch(req);
    res.set('Cache-Control', 'private, no-store');
    res.set(REQUEST_ID_HEADER, randomUUID());
    res.append(
      'Access-Control-Expose-Headers',
      [
        REQUEST_ID_HEADER,
        'Retry-After',
        'WWW-Authenticate',
        ...EXPOSED_HEADERS,
      ].join(', '),
    );
    next();
  });
  for (const route of routes) {
    router[route.method](route.path, async (req: Request, res: Response) => {
      await serve(options, route, req, res, taken.get(req) ?? {});
    });
  }
  router.use(createErrorBoundary({ logger }));
  return router;
}

async function serve(
  options: RouterOptions,
  route: Route,
  req: Request,
  res: Response,
  { assertion: assertionHeader, ticket = '' }: Taken,
): Promise<void> {
  const { services, httpAuth } = options;
  const requestId = String(res.getHeader(REQUEST_ID_HEADER));
  const origin = readOrigin(req, requestId);
  const context = { req, res, services, origin, signal: abortOnClose(res) };
  if (route.credentials === 'link') {
    await route.handle({ ...context, ticket });
    return;
  }
  const caller = await readCaller({ req, httpAuth, assertionHeader, origin });
  await services.limits.admit(toLimitedCaller(caller), route.rateClass);
  // Not before it is known whose it is, and that she may send one.
  if (route.method === 'post') {
    await readJson(req, res);
  }
  await route.handle({ ...context, caller });
}

const parseJson = promisify(express.json({ limit: MAX_BODY }));

/** A form of another site can send any type of content but JSON. */
async function readJson(req: Request, res: Response): Promise<void> {
  if (!req.is('application/json')) {
    throw new AzureBlobError(
      'InvalidRequest',
      'The body of the request must be of the type "application/json".',
    );
  }
  try {
    await parseJson(req, res);
  } catch (error) {
    throw new AzureBlobError(
      'InvalidRequest',
      `The body of the request is not JSON of at most ${MAX_BODY}.`,
      { cause: error },
    );
  }
}
