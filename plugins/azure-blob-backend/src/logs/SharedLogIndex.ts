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

import { setTimeout as wait } from 'node:timers/promises';
import {
  AzureBlobLogIndex,
  AzureBlobLogOutline,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { v4 as uuid } from 'uuid';
import { AuditOutcome } from '../audit';
import { IndexedLog } from './IndexedLog';
import { LogIndex } from './lines';
import {
  LogIndexPass,
  LogIndexPassHooks,
  LogIndexPassOptions,
} from './LogIndexPass';
import { LogIndexRows } from './LogIndexRows';
import { LogTextIndex } from './text';
import { Turns } from './Turns';

const POLL_MS = 20;
/** Between two looks at what other replicas have come to. */
const REFRESH_MS = 500;
const SAVE_MS = 3_000;
const SAVE_BYTES = 256 * 1024 * 1024;
const RENEW_MS = 5_000;
const NOTHING = IndexedLog.create({ encoding: 'utf-8', isBinary: false });

/** What a {@link SharedLogIndex} is made of. */
export interface SharedLogIndexOptions {
  /** Of the row that all replicas share. */
  id: string;
  path: string;
  revision: string;
  /** Left out where there is no database to share it in. */
  rows?: LogIndexRows;
  turns: Turns;
}

/**
 * The index of one revision of a log, as far as this replica knows it: by
 * reading the log, or by what another one has kept. One of them reads at a
 * time; where it stops, the next one who is asked goes on from there.
 */
export class SharedLogIndex {
  readonly #options: SharedLogIndexOptions;
  #log?: IndexedLog;
  #pass?: LogIndexPass;
  #isReading = false;
  /** Whether another replica reads, when last looked at. */
  #isFollowing = false;
  #refreshedAt = 0;
  #opening: Promise<unknown> = Promise.resolve();

  constructor(options: SharedLogIndexOptions) {
    this.#options = options;
  }

  /** What is known of the lines; nothing before anything has been read. */
  get index(): LogIndex | undefined {
    return this.#log?.index;
  }

  /** What {@link openLogText} takes. */
  get text(): LogTextIndex | undefined {
    return this.#log?.toTextIndex();
  }

  /** Whether all of a log of so many bytes is indexed. */
  covers(size: number): boolean {
    return this.#log?.covers(size) ?? false;
  }

  summarize(size: number): AzureBlobLogIndex {
    return (this.#log ?? NOTHING).summarize(size);
  }

  toOutline(revision: string): AzureBlobLogOutline {
    return (this.#log ?? NOTHING).index.toOutline(revision);
  }

  /** Looks at what other replicas have come to, unless that was just now. */
  async refresh(): Promise<void> {
    const { rows, id } = this.#options;
    const isRecent = Date.now() - this.#refreshedAt < REFRESH_MS;
    if (rows && !this.#isReading && !isRecent) {
      this.#refreshedAt = Date.now();
      const row = await rows.load(id, this.#log);
      this.#isFollowing = row?.isLeased ?? false;
      this.#adopt(row?.data);
    }
  }

  /**
   * Sees to it that all of a log gets indexed.
   *
   * @returns how the pass ends, where this call has started one.
   * @throws `AzureBlobError` with `DecompressionLimit` where it must not be.
   */
  async open(
    options: LogIndexPassOptions,
  ): Promise<{ ended?: Promise<AuditOutcome> }> {
    const opened = this.#opening.then(() => this.#open(options));
    this.#opening = opened.catch(() => {});
    return opened;
  }

  /**
   * Waits until `isEnough`, until nobody reads the log any more, or for so long.
   *
   * @throws what ended the pass, where it was not enough.
   */
  async waitFor(isEnough: () => boolean, milliseconds: number): Promise<void> {
    const deadline = Date.now() + milliseconds;
    while (
      !isEnough() &&
      Date.now() < deadline &&
      (this.#isReading || this.#isFollowing)
    ) {
      const pause = wait(POLL_MS);
      await (this.#isReading
        ? Promise.race([this.#pass?.outcome, pause])
        : pause);
      await this.refresh();
    }
    const isUnderWay = this.#isReading || this.#isFollowing;
    if (!isEnough() && !isUnderWay && this.#pass?.error) {
      throw this.#pass.error;
    }
  }

  /** Ends the pass that is under way here; settles once it has ended. */
  async close(): Promise<void> {
    this.#pass?.abort();
    await this.#pass?.outcome;
  }

  async #open(
    options: LogIndexPassOptions,
  ): Promise<{ ended?: Promise<AuditOutcome> }> {
    if (!this.#isReading && !this.covers(options.size)) {
      await this.refresh();
    }
    if (this.#log?.refusal) {
      throw new AzureBlobError('DecompressionLimit', this.#log.refusal);
    }
    if (this.#isReading || this.#isFollowing || this.covers(options.size)) {
      return {};
    }
    const { path, revision, turns } = this.#options;
    this.#isReading = true;
    this.#pass = LogIndexPass.start(
      { ...options, path, revision, turns },
      this.#createHooks(),
    );
    const ended = this.#pass.outcome.then(outcome => {
      this.#isReading = false;
      return outcome;
    });
    return { ended };
  }

  #createHooks(): LogIndexPassHooks {
    const { rows, id } = this.#options;
    const lease = uuid();
    let renewal: NodeJS.Timeout | undefined;
    let savedAt = Date.now();
    let savedBytes = this.#log?.blobBytes ?? 0;
    let saving: Promise<void> | undefined;
    const save = async (log: IndexedLog) => {
      savedAt = Date.now();
      savedBytes = log.blobBytes;
      if (rows && !(await rows.save(id, lease, log))) {
        this.#isFollowing = true;
        this.#pass?.abort();
        throw new Error('Another replica has taken over');
      }
    };
    return {
      begin: async () => {
        if ((await rows?.take(id, lease)) === false) {
          this.#isFollowing = true;
          return false;
        }
        renewal = setInterval(() => rows?.renew(id, lease), RENEW_MS).unref();
        const row = await rows?.load(id, this.#log);
        this.#adopt(row?.data);
        return this.#log;
      },
      progress: async log => {
        this.#log = log;
        const isDue =
          Date.now() - savedAt >= SAVE_MS ||
          log.blobBytes - savedBytes >= SAVE_BYTES;
        if (isDue && !saving) {
          // Reading goes on meanwhile; what goes wrong has ended the pass.
          saving = save(log)
            .catch(() => {})
            .finally(() => {
              saving = undefined;
            });
        }
      },
      end: async (log, error) => {
        clearInterval(renewal);
        await saving;
        const isOfTheLog = error?.retryAfterSeconds === undefined;
        if (log && error?.code === 'DecompressionLimit' && isOfTheLog) {
          log.refusal = error.message;
        }
        if (log && !this.#isFollowing) {
          await save(log);
        }
        await rows?.release(id, lease);
      },
    };
  }

  #adopt(data: Buffer | undefined): void {
    const log = data && restore(data);
    const known = this.#log?.blobBytes ?? -1;
    const isEnd = log?.blobBytes === known && log.complete;
    if (log && (log.blobBytes > known || isEnd)) {
      this.#log = log;
    }
  }
}

/** What cannot be read was kept by another release of the plugin. */
function restore(data: Buffer): IndexedLog | undefined {
  try {
    return IndexedLog.restore(data);
  } catch {
    return undefined;
  }
}
