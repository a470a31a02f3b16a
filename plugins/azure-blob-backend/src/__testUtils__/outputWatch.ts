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

import { inspect } from 'node:util';
import { createBrotliDecompress, createUnzip } from 'node:zlib';
import { RequestHandler, Response } from 'express';
import { Knex } from 'knex';

const PATTERNS: Record<string, RegExp> = {
  'a token': /eyJ[\w-]+\.eyJ/,
  'a SAS': /sig=[A-Za-z0-9%]{10,}/,
  'a ticket': /(?<![\w-])[\w-]{22}\.[\w-]{43}(?![\w-])/,
};
/** What may be cut in two by the end of a chunk. */
const OVERLAP = 4_096;
/** The one answer that links are the purpose of. */
const LINKS = /^POST .*\/(?:download|archive)-links$/;

/** A portal in a process of its own has no tests around it. */
const isTesting = typeof afterEach === 'function';

/**
 * Looks at all that leaves a portal: answers, log, console and database. What
 * would let its readers in somewhere fails the test that it left in.
 */
class OutputWatch {
  readonly #leaks = new Set<string>();
  readonly #secrets = new Set<string>();
  readonly #databases = new Set<Knex>();
  readonly #decoding = new Set<Promise<void>>();

  /** A text that must be nowhere, such as a client secret. */
  protect(secret: string): void {
    // What is no real secret may well be a word.
    if (secret.length >= 16) {
      this.#secrets.add(secret);
    }
  }

  look(where: string, text: string, allowed: string[] = []): void {
    for (const [what, pattern] of Object.entries(PATTERNS)) {
      if (!allowed.includes(what) && pattern.test(text)) {
        this.#leaks.add(`${what} in ${where}`);
      }
    }
    for (const secret of this.#secrets) {
      if (text.includes(secret)) {
        this.#leaks.add(`a secret in ${where}`);
      }
    }
  }

  /** Sees answers as they go out, so whoever asks for them. */
  watchAnswers(): RequestHandler {
    return (req, res, next) => {
      if (!isTesting) {
        next();
        return;
      }
      const path = req.originalUrl.split('?')[0];
      const where = `${req.method} ${path.replace(/(downloads)\/.*/, '$1/…')}`;
      const allowed = LINKS.test(where) ? ['a SAS', 'a ticket'] : [];
      const see = this.#watchBody(`the body of ${where}`, res, allowed);
      const { write, end } = res;
      Object.assign(res, {
        write: (...args: Parameters<Response['write']>) => {
          see(args[0]);
          return write.apply(res, args);
        },
        end: (...args: Parameters<Response['end']>) => {
          see(args[0]);
          this.look(`the headers of ${where}`, inspect(res.getHeaders()));
          return end.apply(res, args);
        },
      });
      next();
    };
  }

  /** Returns how to leave the streams, which outlive the tests of a file. */
  watchConsole(): () => void {
    for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      const inner = console[name];
      console[name] = (...args: unknown[]) => {
        this.look('the console', inspect(args, { depth: 10 }));
        inner(...args);
      };
    }
    const streams = [process.stdout, process.stderr].map(stream => {
      const inner = stream.write;
      Object.assign(stream, {
        write: (...args: Parameters<typeof inner>) => {
          this.look('the console', Buffer.from(args[0]).toString('latin1'));
          return inner.apply(stream, args);
        },
      });
      return { stream, inner };
    });
    return () => {
      for (const { stream, inner } of streams) {
        stream.write = inner;
      }
    };
  }

  watchDatabase(database: Knex): void {
    this.#databases.add(database);
  }

  /** Looks through a database a last time. */
  async leaveDatabase(database: Knex): Promise<void> {
    await this.#lookThrough(database);
    this.#databases.delete(database);
  }

  /** What has leaked since the last call, without the leaks themselves. */
  async takeLeaks(): Promise<string[]> {
    for (const database of this.#databases) {
      await this.#lookThrough(database);
    }
    await Promise.all(this.#decoding);
    const leaks = [...this.#leaks];
    this.#leaks.clear();
    return leaks;
  }

  #watchBody(where: string, res: Response, allowed: string[]) {
    let seen = '';
    const look = (chunk: Buffer) => {
      seen = seen.slice(-OVERLAP) + chunk.toString('latin1');
      this.look(where, seen, allowed);
    };
    let decoder: ReturnType<typeof createUnzip> | undefined;
    return (chunk: unknown) => {
      if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) {
        return;
      }
      const encoding = res.getHeader('content-encoding');
      if (encoding === undefined) {
        look(Buffer.from(chunk));
        return;
      }
      decoder ??= (encoding === 'br' ? createBrotliDecompress() : createUnzip())
        .on('data', look)
        // An answer that is cut off ends in the middle of a block.
        .on('error', () => undefined);
      const target = decoder;
      const decoded = new Promise<void>(resolve => {
        target.write(chunk, () => resolve());
      });
      this.#decoding.add(decoded);
      decoded.then(() => this.#decoding.delete(decoded));
    };
  }

  async #lookThrough(database: Knex): Promise<void> {
    const isSqlite = String(database.client.config.client).includes('sqlite');
    const tables = isSqlite
      ? database('sqlite_master').where({ type: 'table' }).pluck('name')
      : database('pg_tables')
          .whereRaw('schemaname = current_schema()')
          .pluck('tablename');
    // A test may have taken the database down.
    for (const table of await tables.catch(() => [])) {
      for (const row of await database(table).select()) {
        this.look(`the table ${table}`, inspect(row));
      }
    }
  }
}

/** One for all portals of a test file. */
export const outputWatch = new OutputWatch();

if (isTesting) {
  const leaveConsole = outputWatch.watchConsole();
  afterAll(leaveConsole);
  afterEach(async () => {
    const leaks = await outputWatch.takeLeaks();
    if (leaks.length > 0) {
      throw new Error(`This test has let out ${leaks.join(', ')}.`);
    }
  });
}
