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

import { AccessSession } from '../access';
import { AuditOutcome } from '../audit';
import { sendContent } from '../content';
import { RedeemedLink, RunningDownload } from '../downloads';
import { sendLogText } from '../logs';
import { LinkRouteContext } from './types';
import { withSession } from './withSession';

/** Sends what a link leads to, as whoever made it. */
export async function followLink(
  context: LinkRouteContext,
  link: RedeemedLink,
  running: RunningDownload,
): Promise<AuditOutcome | undefined> {
  const { req, res, services } = context;
  const { caller, entityRef, location: id, target } = link;
  let outcome: AuditOutcome | undefined;
  const work = async (
    signal: AbortSignal,
    send: (options: {
      signal: AbortSignal;
      listener: RunningDownload;
    }) => Promise<AuditOutcome>,
  ) => {
    try {
      outcome = await send({
        signal: AbortSignal.any([signal, running.signal]),
        listener: running,
      });
      return { outcome };
    } catch (error) {
      throw running.signal.aborted ? running.signal.reason : error;
    }
  };
  const request = toAccessRequest(services, target);
  await withSession(
    { ...context, caller, entityRef },
    { location: id, ...request },
    (session: AccessSession, signal) =>
      work(signal, options => {
        switch (target.kind) {
          case 'zip':
            return services.zips.send({
              ...options,
              session,
              entityRef,
              location: id,
              paths: target.paths,
              res,
            });
          case 'lines':
            return sendLogText({
              ...options,
              ...target,
              session,
              indexes: services.indexes,
              res,
            });
          default:
            return sendContent({
              ...options,
              session,
              path: target.path,
              version: target.version,
              onlyVersion: target.etag,
              req,
              res,
            });
        }
      }),
  );
  return outcome;
}

function toAccessRequest(
  { zips }: LinkRouteContext['services'],
  target: RedeemedLink['target'],
) {
  if (target.kind === 'zip') {
    return { operation: 'archive', ...zips.toAccessRequest(target.paths) };
  }
  const { path, version } = target;
  const common = { action: 'read' as const, path, version };
  return target.kind === 'lines'
    ? { ...common, operation: 'log.text', content: 'logs' as const }
    : { ...common, operation: 'content' };
}
