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
import {
  compareRuns,
  describeOverview,
  describeRun,
  listRuns,
} from '../../runs';
import { cursor, field, integer, location, text } from '../querySchemas';
import { Route } from '../types';
import { withSession } from '../withSession';
import { defineEntityRoute } from './defineRoute';

const MAX_RUN_LENGTH = 1024;
/** It holds a path, sealed. */
const MAX_CURSOR_LENGTH = 6 * 1024;

const run = text({ min: 1, max: MAX_RUN_LENGTH });
const timeRule = 'must be a time such as "2026-11-22T12:00:00Z"';
const time = z.iso
  .datetime({ error: timeRule })
  .regex(/^(?:19[7-9]|[2-9]\d\d)\d-/, { error: timeRule })
  .optional();

/** What the query of each route is made of. */
export const runSchemas = {
  runs: z.strictObject({
    location,
    cursor,
    limit: integer({ min: 1, max: 100 }).default(25),
    branch: field,
    status: z
      .enum(['succeeded', 'failed', 'canceled', 'running', 'unknown'], {
        error:
          'must be "succeeded", "failed", "canceled", "running" or "unknown"',
      })
      .optional(),
    version: field,
    since: time,
    until: time,
    text: field,
  }),
  run: z.strictObject({ location, run }),
  comparison: z.strictObject({
    location,
    base: run,
    head: run,
    cursor: text({ min: 1, max: MAX_CURSOR_LENGTH }).optional(),
    limit: integer({ min: 1, max: 1_000 }).default(200),
  }),
  overview: z.strictObject({ location }),
};

/** The runs of an entity, and what is in them. */
export const runRoutes: Route[] = [
  defineEntityRoute({
    method: 'get',
    path: '/runs',
    permission: 'content',
    audited: true,
    rateClass: 'list',
    operation: 'runs',
    query: runSchemas.runs,
    async handle(context, { location: id, cursor: place, limit, ...filter }) {
      const { runs: indexes } = context.services;
      await withSession(
        context,
        { location: id, action: 'list', operation: 'runs', path: '' },
        async (session, signal) => {
          const { result: body, ended } = await listRuns({
            ...{ session, indexes, filter, limit, signal },
            cursor: place,
          });
          return { body, ended };
        },
      );
    },
  }),
  defineEntityRoute({
    method: 'get',
    path: '/run',
    permission: 'content',
    audited: true,
    rateClass: 'list',
    operation: 'run',
    query: runSchemas.run,
    async handle(context, { location: id, run: runId }) {
      const path = `${runId}/`;
      await withSession(
        context,
        { location: id, action: 'list', operation: 'run', path },
        async (session, signal) => ({
          body: await describeRun({ session, run: runId, signal }),
        }),
      );
    },
  }),
  defineEntityRoute({
    method: 'get',
    path: '/comparison',
    permission: 'content',
    audited: true,
    rateClass: 'costly',
    operation: 'comparison',
    query: runSchemas.comparison,
    async handle(context, { location: id, ...query }) {
      const request = {
        ...{ location: id, action: 'list' as const, operation: 'comparison' },
        path: `${query.head}/`,
        details: { base: query.base },
      };
      await withSession(context, request, async (session, signal) => ({
        body: await compareRuns({ session, signal, ...query }),
      }));
    },
  }),
  defineEntityRoute({
    method: 'get',
    path: '/overview',
    permission: 'content',
    audited: true,
    rateClass: 'list',
    operation: 'overview',
    query: runSchemas.overview,
    async handle(context, { location: id }) {
      const { services, entityRef } = context;
      const { runs: indexes, downloadHistory: history } = services;
      await withSession(
        context,
        { location: id, action: 'list', operation: 'overview', path: '' },
        async (session, signal) => {
          const { result: body, ended } = await describeOverview({
            ...{ session, indexes, history, entityRef, signal },
          });
          return { body, ended };
        },
      );
    },
  }),
];
