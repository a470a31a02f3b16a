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

import { setTimeout as sleep } from 'node:timers/promises';
import {
  AzureBlobLogLine,
  AzureBlobLogTailEvent,
} from 'backstage-plugin-azure-blob-common';

/** What one revision of a log was like, to one who followed it. */
export interface SeenLog {
  /** Whole lines, in the order in which they came. */
  lines: AzureBlobLogLine[];
  /** Where the next one is to begin. */
  next: number;
  /** The line at the end, as it was last shown. */
  open?: AzureBlobLogLine;
}

/** Options of {@link TailClient}. */
interface TailClientOptions {
  url: string | (() => string);
  headers?: () => Promise<Record<string, string>>;
  /** Takes nothing before. */
  readAfter?: Promise<void>;
  /** The most between two attempts to connect: at random, not all together. */
  retryMilliseconds?: number;
}

/** Follows a log over HTTP, as a browser would. */
export class TailClient {
  readonly events: AzureBlobLogTailEvent[] = [];
  /** One after the other; the last is the one it follows. */
  readonly logs: SeenLog[];
  /** How often it has connected. */
  connections = 0;
  heartbeats = 0;
  status = 0;
  /** What it was answered instead. */
  refusal?: string;
  headers = new Headers();
  readonly done: Promise<void>;
  readonly #left = new AbortController();
  readonly #options: TailClientOptions;
  #lastId?: string;
  #isOver = false;

  constructor(options: TailClientOptions, after = 0) {
    this.#options = options;
    this.logs = [{ lines: [], next: after }];
    this.done = this.#run();
  }

  get log(): SeenLog {
    return this.logs[this.logs.length - 1];
  }

  get text(): string {
    return this.log.lines.map(({ text }) => `${text}\n`).join('');
  }

  async leave(): Promise<void> {
    this.#left.abort();
    await this.done;
  }

  async #run(): Promise<void> {
    while (!this.#isOver && !this.#left.signal.aborted) {
      await this.#connect().catch(() =>
        sleep(Math.random() * (this.#options.retryMilliseconds ?? 4)),
      );
    }
  }

  async #connect(): Promise<void> {
    const { url, headers, readAfter } = this.#options;
    const response = await fetch(typeof url === 'string' ? url : url(), {
      headers: {
        ...(await headers?.()),
        ...(this.#lastId && { 'last-event-id': this.#lastId }),
      },
      signal: this.#left.signal,
    });
    this.status = response.status;
    this.headers = response.headers;
    if (!response.ok || !response.body) {
      this.refusal = await response.text();
      // What is only busy is asked again.
      this.#isOver = response.status !== 503;
      throw new Error(this.refusal);
    }
    this.connections += 1;
    await readAfter;
    let rest = '';
    for await (const text of response.body.pipeThrough(
      new TextDecoderStream(),
    )) {
      const blocks = (rest + text).split('\n\n');
      rest = blocks.pop() ?? '';
      blocks.forEach(block => this.#take(block));
    }
  }

  #take(block: string): void {
    if (block.startsWith(':')) {
      this.heartbeats += 1;
      return;
    }
    const fields = new Map(
      block.split('\n').map(line => {
        const colon = line.indexOf(': ');
        return [line.slice(0, colon), line.slice(colon + 2)];
      }),
    );
    const event: AzureBlobLogTailEvent = JSON.parse(fields.get('data') ?? '');
    if (fields.get('event') !== event.type) {
      throw new Error(`An event of another type: ${block}`);
    }
    this.#lastId = fields.get('id');
    this.events.push(event);
    this.#see(event);
  }

  #see(event: AzureBlobLogTailEvent): void {
    const { log } = this;
    switch (event.type) {
      case 'lines':
        if (event.lines[0].offset !== log.next) {
          log.lines.push({ offset: -1, text: 'A gap, or a repeat' });
        }
        log.lines.push(...event.lines);
        log.next = event.next;
        log.open = undefined;
        return;
      case 'open':
        log.open = event.line;
        return;
      case 'reset':
        this.logs.push({ lines: [], next: 0 });
        return;
      default:
        this.#isOver = true;
    }
  }
}
