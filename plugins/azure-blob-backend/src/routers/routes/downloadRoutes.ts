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
import { Request } from 'express';
import { z } from 'zod';
import { AccessSession } from '../../access';
import { AuditOutcome } from '../../audit';
import { downloadNotFound } from '../../downloads';
import { followLink } from '../followLink';
import { oldVersion, revision } from '../querySchemas';
import { toLimitedCaller } from '../readCaller';
import { EntityRouteContext, Route, UserRouteContext } from '../types';
import { SessionResult, withSession } from '../withSession';
import {
  defineEntityRoute,
  defineLinkRoute,
  defineUserRoute,
} from './defineRoute';

const MAX_PATHS = 100;
const MAX_ZIP_PATHS = 1_000;
const MAX_PATH_LENGTH = 4 * 1024;

const path = z
  .string('must be a path')
  .min(1, 'is empty')
  .max(MAX_PATH_LENGTH, `is longer than ${MAX_PATH_LENGTH} characters`);

const paths = (max: number) =>
  z
    .array(path, 'must be a list of paths')
    .min(1, 'is empty')
    .max(max, `has more than ${max} paths`);

const location = z
  .string('must be the id of a location')
  .regex(/^[A-Za-z0-9._-]{1,64}$/, 'must be the id of a location');

const line = z
  .int('must be a whole number')
  .min(1, 'must be a whole number from 1');

const linkRequest = z
  .strictObject({
    location,
    paths: paths(MAX_PATHS),
    mode: z.enum(['sas', 'ticket'], 'must be "sas" or "ticket"').optional(),
    version: oldVersion,
    lines: z
      .strictObject({ from: line, to: line, revision })
      .refine(({ from, to }) => from <= to, 'must not end before they begin')
      .optional(),
  })
  .refine(body => body.version === undefined || body.paths.length === 1, {
    path: ['version'],
    error: 'must be given with one path only',
  })
  .refine(body => body.lines === undefined || body.paths.length === 1, {
    path: ['lines'],
    error: 'must be given with one path only',
  });

const zipRequest = z.strictObject({ location, paths: paths(MAX_ZIP_PATHS) });

/** Downloads, also by links that need no header. */
export const downloadRoutes: Route[] = [
  defineEntityRoute({
    method: 'post',
    path: '/download-links',
    permission: 'content',
    audited: true,
    rateClass: 'costly',
    operation: 'download-link',
    body: linkRequest,
    async handle(context, _query, body) {
      const { req, res, services, caller, entityRef, signal } = context;
      res.set('Referrer-Policy', 'no-referrer');
      // Each of them is looked up, and put on record.
      const { length } = body.paths;
      await services.limits.admit(toLimitedCaller(caller), 'read', length);
      const links = await services.downloads.create({
        caller,
        request: { entityRef, ...body },
        crossSite: isCrossSite(req),
        signal,
      });
      res.json({ links });
    },
  }),
  defineEntityRoute({
    method: 'post',
    path: '/archive-links',
    permission: 'content',
    audited: true,
    rateClass: 'costly',
    operation: 'archive-link',
    body: zipRequest,
    async handle(context, _query, body) {
      const { req, res, services, caller } = context;
      res.set('Referrer-Policy', 'no-referrer');
      await withZip(context, 'archive-link', body, async zip => ({
        body: await services.zips.createLink({
          ...zip,
          caller,
          crossSite: isCrossSite(req),
        }),
      }));
    },
  }),
  defineEntityRoute({
    method: 'post',
    path: '/archive',
    permission: 'content',
    audited: true,
    rateClass: 'costly',
    operation: 'archive',
    body: zipRequest,
    async handle(context, _query, body) {
      const { res, services } = context;
      await withZip(context, 'archive', body, async zip => ({
        outcome: await services.zips.send({ ...zip, res }),
      }));
    },
  }),
  defineLinkRoute({
    method: 'get',
    path: '/v1/downloads/:ticket',
    permission: 'link',
    audited: true,
    rateClass: 'read',
    operation: 'content',
    async handle(context) {
      const { req, res, services, origin, ticket } = context;
      const { downloads, downloadStates, limits } = services;
      res.set('Referrer-Policy', 'no-referrer');
      // While the link is still good, and nobody knows whose it is.
      await limits.admitAddress(origin, 'read');
      // Express has HEAD go here too, and a link works only once.
      if (req.method !== 'GET') {
        throw downloads.refuse(ticket, origin);
      }
      const link = await downloads.redeem(ticket, {
        origin,
        crossSite: isCrossSite(req),
      });
      const running = await downloadStates.begin(link.downloadId);
      if (!running) {
        throw downloads.refuse(ticket, origin);
      }
      let outcome: AuditOutcome | undefined;
      try {
        await limits.admit(toLimitedCaller(link.caller), 'read');
        outcome = await followLink(context, link, running);
      } catch (error) {
        running.onError(error);
        throw error;
      } finally {
        await running.end(outcome);
      }
    },
  }),
  defineUserRoute({
    method: 'get',
    path: '/v1/download-states/:id',
    permission: 'self',
    audited: false,
    rateClass: 'cheap',
    operation: 'download-state',
    async handle({ req, res, services, caller }) {
      const { userEntityRef } = readUser(caller);
      const id = readId(req);
      res.json(await services.downloadStates.get(id, userEntityRef));
    },
  }),
  defineUserRoute({
    method: 'delete',
    path: '/v1/download-states/:id',
    permission: 'self',
    audited: false,
    rateClass: 'cheap',
    operation: 'download-state',
    async handle({ req, res, services, caller }) {
      const { userEntityRef } = readUser(caller);
      await services.downloadStates.cancel(readId(req), userEntityRef);
      res.status(204).end();
    },
  }),
];

/** Enters for what a zip is to hold, and works with that. */
function withZip(
  context: EntityRouteContext,
  operation: string,
  request: z.infer<typeof zipRequest>,
  work: (
    zip: z.infer<typeof zipRequest> & {
      entityRef: string;
      session: AccessSession;
      signal: AbortSignal;
    },
  ) => Promise<SessionResult>,
): Promise<void> {
  const { services, entityRef } = context;
  const { location: id, paths: chosen } = request;
  return withSession(
    context,
    { location: id, operation, ...services.zips.toAccessRequest(chosen) },
    (session, signal) => work({ ...request, entityRef, session, signal }),
  );
}

function readUser({ credentials }: UserRouteContext['caller']) {
  const { userEntityRef, actor } = credentials.principal;
  if (actor) {
    throw new AzureBlobError(
      'LinkNotFound',
      'What acts for a user has no downloads of its own.',
    );
  }
  return { userEntityRef };
}

/** A database need not take every text, and then fails over it. */
function readId({ params: { id } }: Request): string {
  if (!/^[\w-]{22}$/.test(id)) {
    throw downloadNotFound();
  }
  return id;
}

/** As the browser says; what is no browser says nothing. */
function isCrossSite(req: Request): boolean {
  return req.headers['sec-fetch-site'] === 'cross-site';
}
