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
  AzureBlobLog,
  AzureBlobLogLine,
  AzureBlobLogTailEvent,
} from 'backstage-plugin-azure-blob-common';
import { describeProblem } from '../../diagnosis';
import { LogSource } from '../source';
import { isLasting } from './isLasting';
import { toStreamError } from './toStreamError';

/** How the connection to a log that grows stands. */
export type LogTailState =
  | 'off'
  | 'connecting'
  | 'live'
  | 'reconnecting'
  | 'ended';

type EventOf<T extends AzureBlobLogTailEvent['type']> = Extract<
  AzureBlobLogTailEvent,
  { type: T }
>;

/** What becomes of what is written to a log. */
export interface LogTailHandlers {
  /** Lines that are whole, each once and in order; `next` is the byte behind. */
  onLines(lines: AzureBlobLogLine[], next: number): void;
  /** The line at the end, as far as it is written; it comes again. */
  onOpen(line: AzureBlobLogLine): void;
  /** The log is another one now: what follows begins at its first line. */
  onReset(reason: EventOf<'reset'>['reason']): void;
  onEnd(reason: EventOf<'end'>['reason']): void;
}

/** Options of {@link LogTail}. */
export interface LogTailOptions {
  source: LogSource;
  log: AzureBlobLog;
  /** The byte at which the first line begins; found where it is left out. */
  after?: number;
  handlers: LogTailHandlers;
  onState(state: LogTailState, error?: unknown): void;
}

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;
/** A log to which nothing is written does not say that it is connected. */
const SILENCE = 1500;

/** Follows a log that grows, and connects again where the connection ends. */
export class LogTail {
  readonly #options: LogTailOptions;
  #revision: string;
  #next: number | undefined;
  #failures = 0;
  #connection?: AbortController;
  #timer?: ReturnType<typeof setTimeout>;
  #isOver = false;

  private constructor(options: LogTailOptions) {
    this.#options = options;
    this.#revision = options.log.revision;
    this.#next = options.after;
  }

  /** Begins to follow a log. */
  static open(options: LogTailOptions): LogTail {
    const tail = new LogTail(options);
    tail.#connect('connecting');
    return tail;
  }

  /** Connects at once, where it is not connected. */
  resume(): void {
    if (!this.#connection && !this.#isOver) {
      this.#connect('reconnecting');
    }
  }

  /** Lets go of the connection until it is resumed. */
  pause(): void {
    this.#disconnect();
    if (!this.#isOver) {
      this.#options.onState('reconnecting');
    }
  }

  close(): void {
    this.#isOver = true;
    this.#disconnect();
  }

  async #connect(state: LogTailState): Promise<void> {
    this.#disconnect();
    const connection = new AbortController();
    const { signal } = connection;
    this.#connection = connection;
    const { source, onState } = this.#options;
    onState(state);
    let hasBegun = false;
    const begin = () => {
      if (!hasBegun && !signal.aborted) {
        hasBegun = true;
        onState('live');
      }
    };
    try {
      this.#next ??= await findLastLine(this.#options, signal);
      signal.throwIfAborted();
      const events = source.tail?.(this.#next, this.#revision, signal) ?? [];
      this.#timer = setTimeout(begin, SILENCE);
      for await (const event of events) {
        signal.throwIfAborted();
        if (event.type === 'error') {
          throw await toStreamError(event);
        }
        clearTimeout(this.#timer);
        this.#failures = 0;
        begin();
        this.#take(event);
        if (this.#isOver) {
          return;
        }
      }
      signal.throwIfAborted();
      this.#retry();
    } catch (error) {
      if (!signal.aborted) {
        await this.#fail(error, hasBegun, signal);
      }
    }
  }

  #take(event: Exclude<AzureBlobLogTailEvent, { type: 'error' }>): void {
    const { handlers } = this.#options;
    const next = this.#next ?? 0;
    switch (event.type) {
      case 'lines': {
        const lines = event.lines.filter(({ offset }) => offset >= next);
        this.#next = Math.max(next, event.next);
        if (lines.length > 0) {
          handlers.onLines(lines, this.#next);
        }
        break;
      }
      case 'open':
        if (event.line.offset >= next) {
          handlers.onOpen(event.line);
        }
        break;
      case 'reset':
        this.#revision = event.revision;
        this.#next = 0;
        handlers.onReset(event.reason);
        break;
      default:
        this.#end();
        handlers.onEnd(event.reason);
    }
  }

  async #fail(
    error: unknown,
    hasBegun: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const { code, retryAfterSeconds = 0 } = describeProblem(error);
    if (code === 'BlobNotFound') {
      this.#end();
      this.#options.handlers.onEnd('gone');
    } else if (code === 'BlobChanged') {
      await this.#reset(signal);
    } else if (code === 'TokenExpired' && hasBegun) {
      // The next request comes with a new one.
      this.#retry();
    } else if (isLasting(error)) {
      this.#end(error);
    } else {
      this.#retry(retryAfterSeconds * 1000);
    }
  }

  /** Goes on with whatever log is under the path now. */
  async #reset(signal: AbortSignal): Promise<void> {
    try {
      const { revision } = await this.#options.source.getLog(signal);
      signal.throwIfAborted();
      if (revision !== this.#revision) {
        this.#take({ type: 'reset', reason: 'replaced', revision });
      }
      this.#retry();
    } catch (error) {
      if (!signal.aborted) {
        await this.#fail(error, false, signal);
      }
    }
  }

  #retry(atLeast = 0): void {
    this.#disconnect();
    const pause = Math.min(FIRST_PAUSE * 2 ** this.#failures, LONGEST_PAUSE);
    this.#failures += 1;
    this.#options.onState('reconnecting');
    this.#timer = setTimeout(
      () => this.#connect('reconnecting'),
      Math.max(pause, atLeast),
    );
  }

  #end(error?: unknown): void {
    this.close();
    this.#options.onState('ended', error);
  }

  #disconnect(): void {
    clearTimeout(this.#timer);
    this.#connection?.abort();
    this.#connection = undefined;
  }
}

/** Where the last line begins: it may be written further. */
async function findLastLine(
  { source, log }: LogTailOptions,
  signal: AbortSignal,
): Promise<number> {
  const { state, textBytes } = log.index;
  const isWhole = state === 'ready' || log.compression;
  const size = isWhole ? textBytes : Math.max(textBytes, log.size);
  if (size === 0) {
    return 0;
  }
  const at = { at: size - 1, count: 1 };
  const { lines } = await source.getLines(at, log.revision, signal);
  return lines[0]?.offset ?? size;
}
