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
import { parseBody } from '../parseBody';
import { parseQuery } from '../parseQuery';
import { readEntityRef } from '../readEntityRef';
import {
  EntityRouteContext,
  LinkRouteContext,
  Route,
  RouteContext,
  RouteDeclaration,
  UserRouteContext,
} from '../types';

/** Where the routes about one entity begin. */
export const ENTITY = '/v1/entities/:kind/:namespace/:name';

/** What a route takes besides its context: nothing that it has not declared. */
interface Schemas<TQuery, TBody> {
  query?: z.ZodType<TQuery>;
  /** JSON; the route takes no body where it is left out. */
  body?: z.ZodType<TBody>;
}

type Declaration = Omit<RouteDeclaration, 'credentials'>;

const NO_QUERY = z.strictObject({});

/** A route about one entity. */
export function defineEntityRoute<TQuery = object, TBody = undefined>(
  row: Declaration &
    Schemas<TQuery, TBody> & {
      handle(
        context: EntityRouteContext,
        query: TQuery,
        body: TBody,
      ): Promise<void>;
    },
): Route {
  return defineUserRoute<TQuery, TBody>({
    ...row,
    path: `${ENTITY}${row.path}`,
    handle: (context, query, body) =>
      row.handle(
        { ...context, entityRef: readEntityRef(context.req.params) },
        query,
        body,
      ),
  });
}

/** A route for those who are signed in to the portal. */
export function defineUserRoute<TQuery = object, TBody = undefined>(
  row: Declaration &
    Schemas<TQuery, TBody> & {
      handle(
        context: UserRouteContext,
        query: TQuery,
        body: TBody,
      ): Promise<void>;
    },
): Route {
  const { query, body, handle, ...declaration } = row;
  return {
    ...declaration,
    credentials: 'user',
    handle: context => {
      const [parsedQuery, parsedBody] = parse(context, { query, body });
      return handle(context, parsedQuery, parsedBody);
    },
  };
}

/** A route that lets in whoever holds a link. */
export function defineLinkRoute<TQuery = object>(
  row: Declaration &
    Pick<Schemas<TQuery, undefined>, 'query'> & {
      handle(context: LinkRouteContext, query: TQuery): Promise<void>;
    },
): Route {
  const { query, handle, ...declaration } = row;
  return {
    ...declaration,
    credentials: 'link',
    handle: context => {
      const [parsedQuery] = parse(context, { query });
      return handle(context, parsedQuery);
    },
  };
}

function parse<TQuery, TBody>(
  { req }: RouteContext,
  { query, body }: Schemas<TQuery, TBody>,
): [TQuery, TBody] {
  return [
    parseQuery(req.url, query ?? NO_QUERY) as TQuery,
    (body && parseBody(req.body, body)) as TBody,
  ];
}
