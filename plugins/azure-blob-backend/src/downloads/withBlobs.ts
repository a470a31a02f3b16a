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

import { AzureBlobDownloadMode } from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { AccessGate, AccessSession, Caller } from '../access';
import { AuditOutcome, INTO_STORAGE, toOutcome } from '../audit';
import { quote } from '../config/quote';
import { assertClean } from '../content';
import { mapConcurrently } from '../mapConcurrently';
import { AccountConfig } from '../types';
import { assertCarries } from './LinkTickets';

const CONCURRENCY = 8;

/** What links are wanted for. */
export interface LinkRequest {
  entityRef: string;
  location: string;
  paths: string[];
  /** As the account says, where it is left out. */
  mode?: AzureBlobDownloadMode;
  /** `version:<id>` or `snapshot:<time>`, of a single path. */
  version?: string;
  /** Only these lines of a single log, both included. */
  lines?: { from: number; to: number; revision?: string };
}

/** A blob that the caller may read, with its door still open. */
export interface EnteredBlob {
  path: string;
  size: number;
  etag: string;
  mode: AzureBlobDownloadMode;
  session: AccessSession;
}

/** Options of {@link withBlobs}. */
export interface WithBlobsOptions {
  gate: AccessGate;
  caller: Caller;
  request: LinkRequest;
  signal: AbortSignal;
}

interface Failure {
  error: unknown;
  session?: AccessSession;
}

/**
 * Enters for each path, works, and closes all the doors. They are on record
 * as a success only where nothing failed for any of them.
 */
export async function withBlobs<T>(
  options: WithBlobsOptions,
  work: (blobs: EnteredBlob[]) => Promise<T>,
): Promise<T> {
  const { request, signal } = options;
  const sessions: AccessSession[] = [];
  let failure: Failure | undefined;
  const enter = async (path: string): Promise<EnteredBlob | undefined> => {
    let session: AccessSession | undefined;
    try {
      if (!failure) {
        session = await enterGate(options, path);
        sessions.push(session);
        return await lookUp(session, path, options);
      }
    } catch (error) {
      failure ??= { error, session };
    }
    return undefined;
  };
  // None of them rejects, so that no door is left open behind a failure.
  const entered = await mapConcurrently(request.paths, CONCURRENCY, enter);
  const blobs = entered.filter(blob => blob !== undefined);
  try {
    if (failure) {
      throw failure.error;
    }
    const result = await work(blobs);
    blobs.forEach(({ session }) => session.signal.throwIfAborted());
    // All of them are in one location.
    const details = blobs[0]?.mode === 'sas' ? INTO_STORAGE : undefined;
    await closeAll(sessions, () => ({ result: 'succeeded', details }));
    return result;
  } catch (error) {
    await closeAll(sessions, session =>
      failure === undefined || failure.session === session
        ? toOutcome(error, signal)
        : { result: 'aborted' },
    );
    throw error;
  }
}

function enterGate(
  { gate, caller, request }: WithBlobsOptions,
  path: string,
): Promise<AccessSession> {
  const { entityRef, location, version, lines } = request;
  const operation = 'download-link';
  return gate.enter(caller, {
    entityRef,
    location,
    action: 'read',
    operation,
    path,
    version,
    ...(lines && { content: 'logs' }),
  });
}

async function lookUp(
  session: AccessSession,
  path: string,
  { caller, request, signal }: WithBlobsOptions,
): Promise<EnteredBlob> {
  const mode = chooseMode(session.scope.account, request);
  if (mode === 'ticket') {
    assertCarries(caller);
  }
  const { version } = request;
  const either = AbortSignal.any([signal, session.signal]);
  const { size, etag } = await session.blobs.getDetails(path, {
    // What cannot be downloaded is told now, and not to a browser on its way.
    readable: true,
    version,
    signal: either,
  });
  await assertClean(session, { path, version, signal: either });
  return { path, size, etag, mode, session };
}

function chooseMode(
  { name, downloads }: AccountConfig,
  { mode, version, lines }: LinkRequest,
): AzureBlobDownloadMode {
  if (mode === 'sas' && downloads !== 'sas') {
    throw new AzureBlobError(
      'InvalidRequest',
      `The account ${quote(
        name,
      )} gives no links into storage; ask for the mode "ticket".`,
    );
  }
  const isPart = version !== undefined || lines !== undefined;
  if (mode === 'sas' && isPart) {
    throw new AzureBlobError(
      'InvalidRequest',
      'Links into storage lead to the whole of what is current; ask for the mode "ticket".',
    );
  }
  const usual = downloads === 'sas' && !isPart ? 'sas' : 'ticket';
  return mode ?? usual;
}

async function closeAll(
  sessions: AccessSession[],
  toResult: (session: AccessSession) => AuditOutcome,
): Promise<void> {
  await Promise.all(
    sessions.map(session => session.complete(toResult(session))),
  );
}
