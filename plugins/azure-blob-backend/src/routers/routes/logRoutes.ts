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
import { AuditOutcome } from '../../audit';
import {
  describeLog,
  describeLogLines,
  describeLogOutline,
  OpenKnownLogOptions,
} from '../../logs';
import { integer, location, oldVersion, path, revision } from '../querySchemas';
import { EntityRouteContext, Route } from '../types';
import { withSession } from '../withSession';
import { defineEntityRoute } from './defineRoute';

const log = { location, path, version: oldVersion };

/** What the query of each route is made of. */
export const logSchemas = {
  log: z.strictObject(log),
  outline: z.strictObject({ ...log, revision }),
  lines: z
    .strictObject({
      ...log,
      revision,
      from: integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).optional(),
      at: integer({ min: 0, max: Number.MAX_SAFE_INTEGER }).optional(),
      count: integer({ min: 1, max: 5_000 }).default(500),
    })
    .transform(({ from, at, ...query }, context) => {
      if (from !== undefined && at === undefined) {
        return { ...query, position: { from } };
      }
      if (at !== undefined && from === undefined) {
        return { ...query, position: { at } };
      }
      context.addIssue({
        code: 'custom',
        path: ['from'],
        message: 'or "at" must be given, and not both',
      });
      return z.NEVER;
    }),
};

/** Logs, by line. */
export const logRoutes: Route[] = [
  defineEntityRoute({
    method: 'get',
    path: '/log',
    permission: 'content',
    audited: true,
    rateClass: 'read',
    operation: 'log',
    query: logSchemas.log,
    handle: (context, query) => withLog(context, query, 'log', describeLog),
  }),
  defineEntityRoute({
    method: 'get',
    path: '/log/outline',
    permission: 'content',
    audited: true,
    rateClass: 'read',
    operation: 'log.outline',
    query: logSchemas.outline,
    handle: (context, query) =>
      withLog(context, query, 'log.outline', describeLogOutline),
  }),
  defineEntityRoute({
    method: 'get',
    path: '/log/lines',
    permission: 'content',
    audited: true,
    rateClass: 'read',
    operation: 'log.lines',
    query: logSchemas.lines,
    handle: (context, query) =>
      withLog(context, query, 'log.lines', describeLogLines),
  }),
];

/** Answers with what is known of a log, which may go on being indexed. */
function withLog<TQuery extends z.infer<typeof logSchemas.log>>(
  context: EntityRouteContext,
  query: TQuery,
  operation: string,
  describe: (options: TQuery & OpenKnownLogOptions) => Promise<{
    answer: object;
    bytes?: number;
    ended?: Promise<AuditOutcome>;
  }>,
): Promise<void> {
  const { path: logPath, version } = query;
  const { indexes } = context.services;
  const holder = context.caller.credentials.principal.userEntityRef;
  return withSession(
    context,
    {
      location: query.location,
      content: 'logs',
      action: 'read',
      operation,
      path: logPath,
      version,
    },
    async (session, signal) => {
      const options = { ...query, session, indexes, holder, signal };
      const { answer, bytes, ended } = await describe(options);
      return {
        body: answer,
        outcome: { result: 'succeeded', bytes },
        ended: ended?.then(outcome =>
          bytes === undefined ? outcome : { ...outcome, bytes },
        ),
      };
    },
  );
}
