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

import { Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { AzureBlobRunStatus } from 'backstage-plugin-azure-blob-common';
import express, { Response } from 'express';
import { createTestSession } from '../../../__testUtils__/createTestSession';
import { MemoryBlobStore } from '../../../__testUtils__/MemoryBlobStore';
import { AccessSession } from '../../../access';
import { AuditOutcome } from '../../../audit';
import { parseEventId } from '../encodeEvent';
import { LogTails } from '../LogTails';
import { TailLimits } from '../TailSlots';
import { TailTiming } from '../types';
import { TailClient } from './TailClient';

export const PATH = 'run-1/build.log';

const FAST: TailTiming = {
  poll: 2,
  idlePoll: 4,
  idleAfter: 10_000,
  holdBack: 3,
  finishAfter: 30,
  statusAge: 5,
  heartbeat: 1_000,
};

/** Logs in memory, and the part that follows them behind a server. */
export class TailWorld {
  readonly store = new MemoryBlobStore();
  /** How each of the tails has ended, in the order in which they did. */
  readonly outcomes: AuditOutcome[] = [];
  readonly failures: unknown[] = [];
  readonly responses: Response[] = [];
  status: AzureBlobRunStatus | undefined = 'running';
  /** Makes the session of a user; hers is open, over the one store. */
  openSession: (user: string) => Partial<AccessSession> = () => ({});
  tails: LogTails;
  readonly #options: { timing?: Partial<TailTiming>; limits?: TailLimits };
  readonly #clients: TailClient[] = [];
  #server?: Server;

  constructor(
    options: { timing?: Partial<TailTiming>; limits?: TailLimits } = {},
  ) {
    this.#options = options;
    this.tails = this.#createTails();
  }

  async start(): Promise<void> {
    const app = express();
    app.get('/', (req, res) => {
      const user = `${req.query.user}`;
      this.responses.push(res);
      const client = new AbortController();
      res.once('close', () => client.abort());
      const session: AccessSession = {
        ...createTestSession(this.store),
        ...this.openSession(user),
      };
      const id = req.get('last-event-id');
      this.tails
        .follow({
          session,
          userRef: user,
          path: PATH,
          seen: parseEventId(id) ?? { next: Number(req.query.after ?? 0) },
          readStatus: async () => this.status,
          res,
          signal: AbortSignal.any([client.signal, session.signal]),
        })
        .then(
          outcome => this.outcomes.push(outcome),
          error => {
            this.failures.push(error);
            res.status(error.statusCode ?? 500).end();
          },
        );
    });
    await new Promise<void>(resolve => {
      this.#server = app.listen(0, '127.0.0.1', resolve);
    });
  }

  /** The same as another process would begin, with nothing in its memory. */
  async restart(): Promise<void> {
    await this.tails.close();
    this.tails = this.#createTails();
  }

  /** Follows the log, and comes again where the stream ends without a word. */
  follow(
    user = 'user:default/alice',
    after = 0,
    readAfter?: Promise<void>,
  ): TailClient {
    const { port } = this.#server?.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/?user=${user}&after=${after}`;
    const client = new TailClient({ url, readAfter }, after);
    this.#clients.push(client);
    return client;
  }

  /** Ends who is left, so that the next test begins with nobody. */
  async clear(): Promise<void> {
    await Promise.all(this.#clients.splice(0).map(client => client.leave()));
    await this.restart();
    this.outcomes.length = 0;
    this.failures.length = 0;
    this.responses.length = 0;
    this.status = 'running';
    this.openSession = () => ({});
  }

  async stop(): Promise<void> {
    await this.clear();
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  #createTails(): LogTails {
    const { timing, limits } = this.#options;
    return LogTails.create({ timing: { ...FAST, ...timing }, limits });
  }
}
