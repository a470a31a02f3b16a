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

import { AccessRequest, AccessSession } from '../access';
import { AuditOutcome, toOutcome } from '../audit';
import { encodeJson, sendJson } from './sendJson';
import { EntityRouteContext } from './types';

/** What the work of a route comes to. */
export interface SessionResult {
  /** Sent as JSON; left out where the work has answered by itself. */
  body?: object;
  /** A success without bytes where it is left out. */
  outcome?: AuditOutcome;
  /** Settles where the work goes on under the session after the answer. */
  ended?: Promise<AuditOutcome>;
}

/** Enters through the gate, works, and closes the session however that ends. */
export async function withSession(
  context: EntityRouteContext,
  request: Omit<AccessRequest, 'entityRef'>,
  work: (session: AccessSession, signal: AbortSignal) => Promise<SessionResult>,
): Promise<void> {
  const { services, caller, entityRef, res } = context;
  const session = await services.gate.enter(caller, { ...request, entityRef });
  // Ends with the client, and with the access itself.
  const signal = AbortSignal.any([context.signal, session.signal]);
  let result: SessionResult;
  try {
    result = await work(session, signal);
    if (result.body) {
      session.signal.throwIfAborted();
    }
  } catch (error) {
    const cause = session.signal.aborted ? session.signal.reason : error;
    await session.complete(toOutcome(cause, context.signal));
    if (context.signal.aborted) {
      return;
    }
    throw cause;
  }
  result.ended?.then(outcome => session.complete(outcome));
  const [answer] = await Promise.all([
    result.body && encodeJson(context.req, result.body),
    !result.ended &&
      session.complete(result.outcome ?? { result: 'succeeded' }),
  ]);
  if (answer) {
    sendJson(res, answer);
  }
}
