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

import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { AZURE_BLOB_PLUGIN_ID } from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { AccessSession, Caller } from '../access';
import { quote } from '../config/quote';
import { DownloadStates } from './DownloadStates';
import { DownloadTickets } from './DownloadTickets';
import { TicketTarget } from './sealTicket';

/** What {@link LinkTickets} are made of. */
export interface LinkTicketsOptions {
  auth: AuthService;
  discovery: DiscoveryService;
  states: DownloadStates;
  tickets: DownloadTickets;
}

/** Who wants links, and for what. */
export interface LinkIssueRequest {
  caller: Caller;
  entityRef: string;
  location: string;
  /** Whether the request came from a page of another site. */
  crossSite: boolean;
  targets: Array<{
    session: AccessSession;
    target: TicketTarget;
    /** Of the blobs, in bytes. */
    size: number;
  }>;
}

/** A link through the portal. */
export interface IssuedLink {
  /** Of its state. */
  id: string;
  url: string;
  expiresAt: string;
}

/** Makes links that carry their user's way in, sealed. */
export class LinkTickets {
  readonly #options: LinkTicketsOptions;

  private constructor(options: LinkTicketsOptions) {
    this.#options = options;
  }

  static create(options: LinkTicketsOptions): LinkTickets {
    return new LinkTickets(options);
  }

  /** All or none, in the order of the targets. */
  async issue(request: LinkIssueRequest): Promise<IssuedLink[]> {
    const { auth, discovery, states, tickets } = this.#options;
    const { caller, entityRef, location, crossSite, targets } = request;
    const { userEntityRef } = caller.credentials.principal;
    const [user, baseUrl] = await Promise.all([
      auth.getLimitedUserToken(caller.credentials),
      discovery.getExternalBaseUrl(AZURE_BLOB_PLUGIN_ID),
    ]);
    const ends = targets.map(({ session }) =>
      getEnd(session.until, user.expiresAt),
    );
    const ids = await states
      .create(
        userEntityRef,
        targets.map(({ size }) => size),
      )
      .catch(unavailable);
    const issued = await tickets
      .issue(
        targets.map(({ session, target }, index) => ({
          contents: {
            userEntityRef,
            userToken: user.token,
            ...(session.scope.account.identity === 'onBehalfOf' && {
              assertion: caller.assertion,
            }),
            entityRef,
            location,
            target,
            downloadId: ids[index],
            requestId: caller.origin.requestId,
            crossSite,
          },
          until: ends[index],
        })),
      )
      .catch(unavailable);
    return issued.map(({ ticket, expiresAt }, index) => ({
      id: ids[index],
      url: `${baseUrl}/v1/downloads/${ticket}`,
      expiresAt: expiresAt.toISOString(),
    }));
  }
}

/**
 * A ticket is redeemed as its user alone: what acts for her, and may see less
 * than she does, would see more through it.
 */
export function assertCarries(caller: Caller): void {
  const { actor } = caller.credentials.principal;
  if (actor) {
    throw new AzureBlobError(
      'InvalidRequest',
      `No link is made for ${quote(
        actor.subject,
      )}, which acts for a user: links are followed as the user alone. Read the content itself.`,
    );
  }
}

export function unavailable(cause: unknown): never {
  throw new AzureBlobError(
    'AuditUnavailable',
    'The database of the portal does not answer, so links cannot be used right now. Try again in a moment.',
    { cause },
  );
}

function getEnd(until: Date | undefined, signedInUntil: Date): Date {
  const end = until && until < signedInUntil ? until : signedInUntil;
  if (end.getTime() <= Date.now()) {
    throw new AzureBlobError(
      'TokenExpired',
      'Your access ends now, so no link can be made under it. Sign in again.',
    );
  }
  return end;
}
