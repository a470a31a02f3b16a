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
  AzureBlobLogLine,
  AzureBlobLogTailEvent,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { BlobStore } from '../../storage';
import { encodeEvent } from './encodeEvent';
import { EventStream } from './EventStream';
import { LogPoller } from './LogPoller';
import { TailedLog } from './TailedLog';
import { TailLines } from './TailLines';
import { EncodedEvent, PollerMember, RunStatusReader, TailEnd } from './types';

/** Tries in a row that have come to nothing. */
const MAX_ATTEMPTS = 5;

/** Options of {@link TailWatcher.create}. */
export interface TailWatcherOptions {
  blobs: BlobStore;
  readStatus: RunStatusReader;
  /** What she has seen so far, and is to go on behind. */
  seen: { revision?: string; next: number };
  events: EventStream;
  /** Aborts when she leaves, or when her access ends. */
  signal: AbortSignal;
  /** Asks storage for the log, as her. */
  openLog(): Promise<TailedLog>;
  /** `next` is where she is. */
  openPoller(log: TailedLog, next: number): Promise<LogPoller>;
}

/** Sends one log to one who follows it. */
export class TailWatcher implements PollerMember {
  readonly blobs: BlobStore;
  readonly readStatus: RunStatusReader;
  readonly signal: AbortSignal;
  readonly #options: TailWatcherOptions;
  #log: TailedLog;
  #next: number;
  #bytes = 0;
  #refusal?: { error: unknown };
  #wake?: () => void;
  #live?: LogPoller;

  private constructor(log: TailedLog, options: TailWatcherOptions) {
    const { blobs, readStatus, signal, seen } = options;
    this.blobs = blobs;
    this.readStatus = readStatus;
    this.signal = signal;
    this.#options = options;
    this.#log = log;
    this.#next = seen.next;
    signal.addEventListener('abort', () => this.#wake?.(), { once: true });
  }

  /** @param log - as she has been told of it */
  static create(log: TailedLog, options: TailWatcherOptions): TailWatcher {
    return new TailWatcher(log, options);
  }

  /** Bytes of log that have been sent. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Follows the log to its end, over all that it is replaced by. */
  async run(): Promise<void> {
    const { seen, openLog } = this.#options;
    let revision = seen.revision ?? this.#log.revision;
    let verdict: TailEnd | undefined;
    let attempts = 0;
    for (;;) {
      const reset = chooseReset(this.#log, revision, this.#next, verdict);
      revision = this.#log.revision;
      if (reset) {
        this.#next = 0;
        this.send({ type: 'reset', reason: reset, revision });
      }
      const before = this.#bytes;
      verdict = await this.#follow();
      if (verdict?.type === 'failed') {
        throw verdict.error;
      }
      if (verdict?.type === 'end') {
        this.send({ type: 'end', reason: verdict.reason });
        return;
      }
      attempts = this.#bytes > before || reset ? 0 : attempts + 1;
      if (attempts >= MAX_ATTEMPTS) {
        throw new AzureBlobError(
          'BlobChanged',
          'The log keeps being changed while it is read.',
        );
      }
      this.#log = await openLog();
    }
  }

  send(event: AzureBlobLogTailEvent): void {
    const { revision } = this.#log;
    const place = { revision, next: this.#next };
    this.#options.events.write(encodeEvent(event, place));
  }

  onEvent({ bytes, next }: EncodedEvent): void {
    const { events } = this.#options;
    events.write(bytes);
    if (next !== undefined) {
      this.#moveTo(next);
    }
    if (events.isFull) {
      this.#live?.pause(this);
      this.#wake?.();
    }
  }

  onChange(): void {
    if (!this.#live || this.#live.isStopped) {
      this.#wake?.();
    }
  }

  onRefusal(error: unknown): void {
    this.#refusal = { error };
    this.#wake?.();
  }

  /** @returns nothing where the log has to be looked at again. */
  async #follow(): Promise<TailEnd | undefined> {
    try {
      if (this.#log.canGrow) {
        return await this.#followGrowing();
      }
      await this.#catchUp(this.#log.size);
      const reason = this.#log.isSealed ? 'sealed' : 'finished';
      return { type: 'end', reason };
    } catch (error) {
      this.signal.throwIfAborted();
      switch (error instanceof AzureBlobError && error.code) {
        case 'BlobNotFound':
          return { type: 'end', reason: 'gone' };
        case 'BlobChanged':
        case 'RangeNotSatisfiable':
          return undefined;
        default:
          throw error;
      }
    }
  }

  async #followGrowing(): Promise<TailEnd | undefined> {
    const { events, openPoller } = this.#options;
    const poller = await openPoller(this.#log, this.#next);
    if (!poller.join(this)) {
      return undefined;
    }
    try {
      for (;;) {
        this.#throwIfOver();
        const { end, next } = poller;
        if (end ? this.#next >= next || !isCalm(end) : poller.isStopped) {
          return end;
        }
        if (this.#next < next) {
          await this.#catchUp(next);
        } else if (this.#next > next) {
          // Another replica was faster, or no line begins there.
          await this.#rest();
        } else {
          await this.#beLive(poller);
          await events.drain(this.signal);
        }
      }
    } finally {
      poller.leave(this);
    }
  }

  async #beLive(poller: LogPoller): Promise<void> {
    this.#live = poller;
    try {
      const woken = this.#rest();
      poller.goLive(this);
      await woken;
    } finally {
      this.#live = undefined;
      poller.pause(this);
    }
  }

  /** Until something wakes her up. */
  #rest(): Promise<void> {
    return new Promise(resolve => {
      this.#wake = resolve;
    });
  }

  /** Reads for herself, up to a byte where a line ends. */
  async #catchUp(end: number | undefined): Promise<void> {
    const { events } = this.#options;
    const { text } = this.#log;
    const { signal } = this;
    if (end !== undefined && this.#next >= end) {
      return;
    }
    const lines = new TailLines(this.#next, text.encoding);
    const { stream } = await text.read({
      offset: this.#next,
      count: end === undefined ? undefined : end - this.#next,
      signal,
    });
    for await (const chunk of stream) {
      this.#sendLines(lines.add(chunk), lines.next);
      if (events.isFull) {
        await events.drain(signal);
      }
    }
    this.#sendLines(lines.finish(), lines.next);
  }

  #sendLines(lines: AzureBlobLogLine[], next: number): void {
    if (lines.length > 0) {
      this.#moveTo(next);
      this.send({ type: 'lines', lines, next });
    }
  }

  #moveTo(next: number): void {
    this.#bytes += next - this.#next;
    this.#next = next;
  }

  #throwIfOver(): void {
    this.signal.throwIfAborted();
    if (this.#refusal) {
      throw this.#refusal.error;
    }
  }
}

/** Whether what has been read up to the end can still be read. */
function isCalm(end: TailEnd): boolean {
  return end.type === 'end' && end.reason !== 'gone';
}

function chooseReset(
  log: TailedLog,
  revision: string,
  next: number,
  verdict: TailEnd | undefined,
): 'replaced' | 'truncated' | undefined {
  if (log.revision !== revision) {
    return 'replaced';
  }
  if (verdict?.type === 'reset') {
    return verdict.reason;
  }
  return log.size !== undefined && next > log.size ? 'truncated' : undefined;
}
