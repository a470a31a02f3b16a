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

import { AzureBlobRunStatus } from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { encodeEvent } from './encodeEvent';
import { readGrowth } from './readGrowth';
import { TailedLog } from './TailedLog';
import { TailLines } from './TailLines';
import { toTailEnd } from './toTailEnd';
import { EncodedEvent, PollerMember, TailEnd, TailTiming } from './types';

const MAX_FAILURES = 5;
/** The longest byte order mark. */
const MARK_BYTES = 3;
const ENDED: AzureBlobRunStatus[] = ['succeeded', 'failed', 'canceled'];

/** Options of {@link LogPoller.start}. */
export interface LogPollerOptions {
  log: TailedLog;
  /** The byte at which a line begins, for certain. */
  offset: number;
  timing: TailTiming;
  /** How the run stands, as the member may know. */
  readStatus(member: PollerMember): Promise<AzureBlobRunStatus | undefined>;
  /** Called once, when nobody is left or nothing more comes. */
  onEnd(): void;
}

/**
 * Reads one log for all who follow it on this replica: one request to storage
 * at a time, as one of them after the other. So whoever is refused by then is
 * found out, and the others are not.
 */
export class LogPoller {
  readonly #options: LogPollerOptions;
  readonly #lines: TailLines;
  readonly #members = new Set<PollerMember>();
  readonly #live = new Set<PollerMember>();
  #end?: TailEnd;
  #isStopped = false;
  #isAwake = false;
  #timer?: NodeJS.Timeout;
  #openTimer?: NodeJS.Timeout;
  #open?: EncodedEvent;
  #grownAt: number;
  #failures = 0;
  #isLastLook = false;

  private constructor(options: LogPollerOptions) {
    const { log, offset } = options;
    this.#options = options;
    this.#lines = new TailLines(offset, log.text.encoding);
    this.#grownAt = Math.min(Date.now(), Date.parse(log.lastModified));
  }

  static start(options: LogPollerOptions): LogPoller {
    return new LogPoller(options);
  }

  /** Where whole lines end, so far. */
  get next(): number {
    return this.#lines.next;
  }

  /** Whether it has to be looked for anew. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Why nothing more comes; undefined while something may. */
  get end(): TailEnd | undefined {
    return this.#end;
  }

  /** Returns whether there still is anything to take part in. */
  join(member: PollerMember): boolean {
    if (this.#isStopped) {
      return false;
    }
    this.#members.add(member);
    if (!this.#isAwake) {
      this.#schedule(0);
    }
    return true;
  }

  leave(member: PollerMember): void {
    this.#members.delete(member);
    this.#live.delete(member);
    if (this.#members.size === 0) {
      this.#stop();
    }
  }

  /** Sends what is new to a member who has all that is not. */
  goLive(member: PollerMember): void {
    this.#live.add(member);
    if (this.#open) {
      member.onEvent(this.#open);
    }
  }

  /** The opposite, until she has caught up. */
  pause(member: PollerMember): void {
    this.#live.delete(member);
  }

  #schedule(delay: number): void {
    this.#isAwake = true;
    this.#timer = setTimeout(() => this.#look(), delay);
  }

  async #look(): Promise<void> {
    const startedAt = Date.now();
    const member = this.#takeTurn();
    if (!member) {
      this.#isAwake = false;
      return;
    }
    let delay: number;
    try {
      await this.#read(member);
      this.#failures = 0;
      delay = await this.#chooseDelay(member);
    } catch (error) {
      delay = this.#onFailure(error, member);
    }
    if (!this.#isStopped) {
      this.#schedule(Math.max(0, startedAt + delay - Date.now()));
    }
  }

  /** Each in her turn. */
  #takeTurn(): PollerMember | undefined {
    for (const member of this.#members) {
      if (!member.signal.aborted) {
        this.#members.delete(member);
        this.#members.add(member);
        return member;
      }
    }
    return undefined;
  }

  async #read(member: PollerMember): Promise<void> {
    const { log } = this.#options;
    const { size: seen = 0 } = log;
    const before = Math.max(this.#lines.end, seen);
    const growth = await readGrowth(log, member, this.#lines);
    for await (const chunk of growth.chunks) {
      if (seen < MARK_BYTES && growth.size > seen) {
        // Only now can it be told how it is written: all look at it anew.
        this.#stop();
      }
      if (this.#isStopped) {
        return;
      }
      this.#addChunk(chunk);
    }
    if (this.#lines.end > before) {
      this.#grownAt = Date.now();
      this.#isLastLook = false;
    }
    if (growth.isSealed) {
      this.#finish({ type: 'end', reason: 'sealed' });
    }
  }

  #addChunk(chunk: Buffer): void {
    if (chunk.length === 0) {
      return;
    }
    const lines = this.#lines.add(chunk);
    this.#open = undefined;
    if (lines.length > 0) {
      clearTimeout(this.#openTimer);
      this.#openTimer = undefined;
      this.#sendLines(lines);
    }
    if (this.#lines.end > this.#lines.next) {
      const { holdBack } = this.#options.timing;
      this.#openTimer ??= setTimeout(() => this.#sendOpen(), holdBack);
    }
  }

  #sendLines(lines: ReturnType<TailLines['add']>): void {
    const { revision } = this.#options.log;
    const { next } = this.#lines;
    const place = { revision, next };
    const bytes = encodeEvent({ type: 'lines', lines, next }, place);
    this.#send({ bytes, next });
    this.#tellChange();
  }

  #sendOpen(): void {
    const { revision } = this.#options.log;
    const { open: line, next } = this.#lines;
    clearTimeout(this.#openTimer);
    this.#openTimer = undefined;
    if (line) {
      const bytes = encodeEvent({ type: 'open', line }, { revision, next });
      this.#open = { bytes };
      this.#send(this.#open);
    }
  }

  #send(event: EncodedEvent): void {
    for (const member of [...this.#live]) {
      member.onEvent(event);
    }
  }

  #tellChange(): void {
    for (const member of [...this.#members]) {
      member.onChange();
    }
  }

  /** After a look that went well. */
  async #chooseDelay(member: PollerMember): Promise<number> {
    const { poll, idlePoll, idleAfter, finishAfter } = this.#options.timing;
    const quietFor = Date.now() - this.#grownAt;
    if (!this.#isStopped && quietFor >= finishAfter) {
      if (this.#isLastLook) {
        this.#finish({ type: 'end', reason: 'finished' });
        return 0;
      }
      const status = await this.#options
        .readStatus(member)
        .catch(() => undefined);
      if (status && ENDED.includes(status)) {
        // What was written before the run was said to have ended is there now.
        this.#isLastLook = true;
        return 0;
      }
    }
    return quietFor >= idleAfter ? idlePoll : poll;
  }

  #onFailure(error: unknown, member: PollerMember): number {
    const { poll } = this.#options.timing;
    if (member.signal.aborted) {
      return 0;
    }
    const end = toTailEnd(error);
    if (end || !(error instanceof AzureBlobError)) {
      if (this.#openTimer && end?.type === 'end') {
        this.#sendOpen();
      }
      this.#stop(end);
      return 0;
    }
    if (error.statusCode === 401 || error.statusCode === 403) {
      this.leave(member);
      member.onRefusal(error);
      return 0;
    }
    this.#failures += 1;
    if (this.#failures >= MAX_FAILURES) {
      this.#stop({ type: 'failed', error });
    }
    return Math.max(poll, (error.retryAfterSeconds ?? 0) * 1_000);
  }

  /** The line at the end is whole, as nothing follows. */
  #finish(end: TailEnd): void {
    const lines = this.#lines.finish();
    if (lines.length > 0) {
      this.#sendLines(lines);
    }
    this.#stop(end);
  }

  #stop(end?: TailEnd): void {
    if (this.#isStopped) {
      return;
    }
    this.#isStopped = true;
    this.#end = end;
    clearTimeout(this.#timer);
    clearTimeout(this.#openTimer);
    this.#options.onEnd();
    this.#tellChange();
  }
}
