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

import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
} from 'node:crypto';
import { z } from 'zod';

const CIPHER = 'aes-256-gcm';
const ID_BYTES = 16;
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** The id, and the key that nothing but the link holds. */
const TICKET = /^([\w-]{22})\.([\w-]{43})$/;

const contentsSchema = z.strictObject({
  userEntityRef: z.string(),
  userToken: z.string(),
  assertion: z.string().optional(),
  entityRef: z.string(),
  location: z.string(),
  target: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('blob'),
      path: z.string(),
      etag: z.string(),
      version: z.string().optional(),
    }),
    z.strictObject({
      kind: z.literal('lines'),
      path: z.string(),
      version: z.string().optional(),
      revision: z.string().optional(),
      from: z.number(),
      to: z.number(),
    }),
    z.strictObject({ kind: z.literal('zip'), paths: z.array(z.string()) }),
  ]),
  downloadId: z.string(),
  requestId: z.string(),
  crossSite: z.boolean(),
});

/** What a ticket leads to. */
export type TicketTarget =
  | {
      kind: 'blob';
      path: string;
      etag: string;
      /** `version:<id>` or `snapshot:<time>`; the current one by default. */
      version?: string;
    }
  | {
      kind: 'lines';
      path: string;
      version?: string;
      /** `revision` of the log; the one there is by then where it is left out. */
      revision?: string;
      /** The first and the last line, counted from 1. */
      from: number;
      to: number;
    }
  | { kind: 'zip'; paths: string[] };

/** What a ticket stands for: one version of one blob, lines of one log or one zip, for one user. */
export interface TicketContents {
  /** Who made it; whether she still is she, her token says. */
  userEntityRef: string;
  /** A limited Backstage token: who she is, but not with what she signed in. */
  userToken: string;
  /** Her Entra ID token; absent where the account is read without one. */
  assertion?: string;
  entityRef: string;
  location: string;
  target: TicketTarget;
  /** Of the row that tells how the download goes. */
  downloadId: string;
  /** Of the request that it was made by. */
  requestId: string;
  /** Whether that came from a page of another site, as its browser said. */
  crossSite: boolean;
}

/** A ticket that has been made, in the two halves that never meet again. */
export interface SealedTicket {
  /** For the link. */
  ticket: string;
  /** For the database. */
  row: { id: string; sealed: string };
}

/** Encrypts under a key that is kept nowhere. */
export function sealTicket(contents: TicketContents): SealedTicket {
  const ticketId = randomBytes(ID_BYTES).toString('base64url');
  const key = randomBytes(KEY_BYTES);
  const iv = randomBytes(IV_BYTES);
  const id = hash(ticketId);
  const cipher = createCipheriv(CIPHER, key, iv);
  // Ties it to its row.
  cipher.setAAD(Buffer.from(id));
  const encrypted = Buffer.concat([
    cipher.update(JSON.stringify(contents), 'utf8'),
    cipher.final(),
  ]);
  const sealed = Buffer.concat([iv, cipher.getAuthTag(), encrypted]);
  return {
    ticket: `${ticketId}.${key.toString('base64url')}`,
    row: { id, sealed: sealed.toString('base64') },
  };
}

/** The id of the row of a ticket; `undefined` where it cannot be one. */
export function getTicketRowId(ticket: string): string | undefined {
  const match = TICKET.exec(ticket);
  return match ? hash(match[1]) : undefined;
}

/** `undefined` where the ticket does not open it. */
export function openTicket(
  ticket: string,
  { id, sealed }: SealedTicket['row'],
): TicketContents | undefined {
  const key = Buffer.from(TICKET.exec(ticket)?.[2] ?? '', 'base64url');
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES));
    decipher.setAAD(Buffer.from(id));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const contents = Buffer.concat([
      decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)),
      decipher.final(),
    ]);
    return contentsSchema.parse(JSON.parse(contents.toString('utf8')));
  } catch {
    return undefined;
  }
}

function hash(ticketId: string): string {
  return createHash('sha256').update(ticketId).digest('hex');
}
