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

import { AuthService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { AzureBlobDownloadLink } from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { AccessGate, Caller } from '../access';
import { AuditLog, AuditOrigin } from '../audit';
import { RefusalTally, toAddressRef } from '../limits';
import { DownloadTickets } from './DownloadTickets';
import { LinkTickets, unavailable } from './LinkTickets';
import { getTicketRowId, TicketContents, TicketTarget } from './sealTicket';
import { EnteredBlob, LinkRequest, withBlobs } from './withBlobs';

/** What {@link DownloadLinks} are made of. */
export interface DownloadLinksOptions {
  audit: AuditLog;
  auth: AuthService;
  gate: AccessGate;
  links: LinkTickets;
  tickets: DownloadTickets;
}

/** What a redeemed link lets its holder do, as the user who made it. */
export interface RedeemedLink {
  caller: Caller;
  entityRef: string;
  location: string;
  target: TicketTarget;
  /** Of the row that tells how it goes. */
  downloadId: string;
}

/** Makes links that a browser follows without a header, and redeems its own. */
export class DownloadLinks {
  readonly #options: DownloadLinksOptions;
  readonly #refused: RefusalTally;

  private constructor(options: DownloadLinksOptions) {
    this.#options = options;
    const { audit } = options;
    this.#refused = RefusalTally.create({
      report: refusals =>
        audit.deny({ ...refusals, ownerRefs: [] }, 'LinkNotFound'),
    });
  }

  static create(options: DownloadLinksOptions): DownloadLinks {
    return new DownloadLinks(options);
  }

  /**
   * Makes a link for each path, or none.
   *
   * @throws `AzureBlobError` as the gate and reading do.
   */
  async create(options: {
    caller: Caller;
    request: LinkRequest;
    /** Whether the request came from a page of another site. */
    crossSite: boolean;
    signal: AbortSignal;
  }): Promise<AzureBlobDownloadLink[]> {
    const { gate } = this.#options;
    const { caller, request, crossSite, signal } = options;
    return withBlobs({ gate, caller, request, signal }, blobs =>
      blobs[0].mode === 'sas'
        ? Promise.all(blobs.map(mintLink))
        : this.#issueTickets(blobs, { caller, request, crossSite }),
    );
  }

  /**
   * Uses a ticket up. Whether the access that it was made under still holds is
   * for the gate to say.
   *
   * @throws `AzureBlobError` with `LinkNotFound`, whatever is wrong with it.
   */
  async redeem(
    ticket: string,
    options: { origin: AuditOrigin; crossSite: boolean },
  ): Promise<RedeemedLink> {
    const { origin } = options;
    const contents = await this.#options.tickets
      .redeem(ticket)
      .catch(unavailable);
    if (!contents) {
      throw this.refuse(ticket, origin);
    }
    // A page elsewhere that has it has not got it from the portal.
    const isStray = options.crossSite && !contents.crossSite;
    const { userToken, assertion, requestId, ...link } = contents;
    const credentials = isStray
      ? undefined
      : await this.#authenticate(userToken);
    if (!credentials) {
      await this.#deny(ticket, contents, origin);
      throw linkNotFound();
    }
    const via = toVia(requestId);
    return { caller: { credentials, assertion, via, origin }, ...link };
  }

  /**
   * Counts a ticket that was not even opened. Guesses must not fill the audit
   * log, so they are told of once a minute.
   *
   * @returns what to throw.
   */
  refuse(ticket: string, origin: AuditOrigin): AzureBlobError {
    const caller = { actorRef: toAddressRef(origin.ip), origin };
    this.#refused.add(caller, 'content', getTicketRowId(ticket));
    return linkNotFound();
  }

  /** Puts on record what is still being counted. */
  async close(): Promise<void> {
    await this.#refused.flush();
  }

  /** One row for a ticket that there was, which it has used up. */
  async #deny(
    ticket: string,
    contents: TicketContents,
    origin: AuditOrigin,
  ): Promise<void> {
    const { userEntityRef, entityRef, location, requestId } = contents;
    await this.#options.audit.deny(
      {
        actorRef: userEntityRef,
        via: toVia(requestId),
        operation: 'content',
        entityRef,
        ownerRefs: [],
        location,
        origin,
        details: { tickets: [getTicketRowId(ticket) ?? ''] },
      },
      'LinkNotFound',
    );
  }

  async #issueTickets(
    blobs: EnteredBlob[],
    options: { caller: Caller; request: LinkRequest; crossSite: boolean },
  ): Promise<AzureBlobDownloadLink[]> {
    const { caller, request, crossSite } = options;
    const { entityRef, location, version, lines } = request;
    const issued = await this.#options.links.issue({
      caller,
      entityRef,
      location,
      crossSite,
      targets: blobs.map(({ path, etag, size, session }) => ({
        session,
        size,
        target: {
          path,
          ...(version && { version }),
          ...(lines ? { kind: 'lines', ...lines } : { kind: 'blob', etag }),
        },
      })),
    });
    return blobs.map(({ path, size }, index) => ({
      ...issued[index],
      path,
      mode: 'ticket',
      size,
    }));
  }

  async #authenticate(
    userToken: string,
  ): Promise<Caller['credentials'] | undefined> {
    const { auth } = this.#options;
    try {
      const credentials = await auth.authenticate(userToken, {
        allowLimitedAccess: true,
      });
      if (auth.isPrincipal(credentials, 'user')) {
        return credentials;
      }
    } catch (error) {
      if (!isError(error) || error.name !== 'AuthenticationError') {
        throw error;
      }
    }
    return undefined;
  }
}

/** Used, ended, tampered with or made up: nobody is told which. */
function linkNotFound(): AzureBlobError {
  return new AzureBlobError(
    'LinkNotFound',
    'There is no such download link: each works once, and for a minute. Make a new one in the portal.',
  );
}

function toVia(requestId: string): string {
  return `download-link:${requestId}`;
}

async function mintLink(blob: EnteredBlob): Promise<AzureBlobDownloadLink> {
  const { path, size, session } = blob;
  const { blobs, until, auditId } = session;
  session.signal.throwIfAborted();
  const { url, expiresAt, userBound } = await blobs.mintSas(path, {
    until,
    correlationId: auditId,
  });
  return {
    path,
    url,
    mode: 'sas',
    expiresAt: expiresAt.toISOString(),
    size,
    ...(userBound && { userBound }),
  };
}
