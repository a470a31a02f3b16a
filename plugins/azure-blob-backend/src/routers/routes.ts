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
import { listRuns, sendContent } from '../artifacts';
import { describeLog, describeLogLines } from '../logs';
import { parseQuery } from './parseQuery';
import { querySchemas } from './querySchemas';
import { getExpiry } from './readCaller';
import { Route, RouteContext } from './types';
import { withSession } from './withSession';

const ENTITY = '/v1/entities/:kind/:namespace/:name';

/** Every route of the plugin. There is no other way in. */
export const routes: Route[] = [
  defineRoute({
    path: `${ENTITY}/access`,
    operation: 'access',
    query: querySchemas.access,
    async handle({ gate, caller, entityRef, res }) {
      res.json(await gate.describe(caller, entityRef));
    },
  }),
  defineRoute({
    path: `${ENTITY}/runs`,
    operation: 'runs',
    query: querySchemas.runs,
    async handle(context, { location, cursor, limit }) {
      const { signal } = context;
      await withSession(
        context,
        { location, action: 'list', operation: 'runs', path: '' },
        async session => ({
          body: await listRuns({ session, cursor, limit, signal }),
        }),
      );
    },
  }),
  defineRoute({
    path: `${ENTITY}/artifacts`,
    operation: 'artifacts',
    query: querySchemas.artifacts,
    async handle(context, { location, path, cursor, limit }) {
      const { signal } = context;
      await withSession(
        context,
        { location, action: 'list', operation: 'artifacts', path },
        async ({ blobs }) => ({
          body: await blobs.list({ path, cursor, limit, signal }),
        }),
      );
    },
  }),
  defineRoute({
    path: `${ENTITY}/artifact`,
    operation: 'artifact',
    query: querySchemas.blob,
    async handle(context, { location, path }) {
      const { signal } = context;
      await withSession(
        context,
        { location, action: 'read', operation: 'artifact', path },
        async ({ blobs }) => ({
          body: await blobs.getDetails(path, { signal }),
        }),
      );
    },
  }),
  defineRoute({
    path: `${ENTITY}/content`,
    operation: 'content',
    query: querySchemas.blob,
    async handle(context, { location, path }) {
      const { req, res, signal } = context;
      await withSession(
        context,
        { location, action: 'read', operation: 'content', path },
        async session => ({
          outcome: await sendContent({ session, path, req, res, signal }),
        }),
      );
    },
  }),
  defineRoute({
    path: `${ENTITY}/log`,
    operation: 'log',
    query: querySchemas.blob,
    async handle(context, { location, path }) {
      const { caller, indexes, signal } = context;
      await withSession(
        context,
        {
          location,
          content: 'logs',
          action: 'read',
          operation: 'log',
          path,
        },
        async session => {
          const until = getExpiry(caller);
          const options = { session, indexes, path, until, signal };
          const { answer, ended } = await describeLog(options);
          return { body: answer, ended };
        },
      );
    },
  }),
  defineRoute({
    path: `${ENTITY}/log/lines`,
    operation: 'log.lines',
    query: querySchemas.lines,
    async handle(context, { location, ...query }) {
      const { caller, indexes, signal } = context;
      await withSession(
        context,
        {
          location,
          content: 'logs',
          action: 'read',
          operation: 'log.lines',
          path: query.path,
        },
        async session => {
          const until = getExpiry(caller);
          const options = { session, indexes, until, signal, ...query };
          const { answer, bytes, ended } = await describeLogLines(options);
          const outcome = { result: 'succeeded' as const, bytes };
          return {
            body: answer,
            outcome,
            ended: ended?.then(({ result, code }) => ({ result, code, bytes })),
          };
        },
      );
    },
  }),
];

function defineRoute<TQuery>(
  row: Omit<Route, 'method' | 'handle'> & {
    query: z.ZodType<TQuery>;
    handle(context: RouteContext, query: TQuery): Promise<void>;
  },
): Route {
  const { query, handle, ...rest } = row;
  return {
    method: 'get',
    ...rest,
    async handle(context) {
      await handle(context, parseQuery(context.req.url, query));
    },
  };
}
