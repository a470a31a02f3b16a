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

import { WINDOW_MILLISECONDS } from './slidingWindow';

/** Rows a minute; what more there is shares one for each operation. */
const MAX_OPEN = 1_000;
const MAX_TICKETS = 10;

/** Who was refused a request, and where it came from. */
export interface LimitedCaller {
  /** The entity ref of the user, or an address where there is none. */
  actorRef: string;
  /** The plugin or agent that acted for the user. */
  via?: string;
  origin: { requestId: string; ip?: string; userAgent?: string };
}

/** What one caller was refused in a minute. */
export interface Refusals extends LimitedCaller {
  /** Such as `limit.read`. */
  operation: string;
  /** With the first few of the tickets, by the ids of their rows. */
  details: { times: number; tickets?: string[] };
}

/**
 * Counts refusals, and tells of them once a minute for each caller and
 * operation: a flood of requests must not become one of audit rows.
 */
export class RefusalTally {
  readonly #report: (refusals: Refusals) => Promise<void>;
  readonly #open = new Map<
    string,
    { refusals: Refusals; timer: NodeJS.Timeout }
  >();

  private constructor(report: (refusals: Refusals) => Promise<void>) {
    this.#report = report;
  }

  static create(options: {
    report(refusals: Refusals): Promise<void>;
  }): RefusalTally {
    return new RefusalTally(options.report);
  }

  add(caller: LimitedCaller, operation: string, ticket?: string): void {
    const { details } = this.#get(caller, operation);
    details.times += 1;
    const { tickets = [] } = details;
    const isNew = ticket !== undefined && !tickets.includes(ticket);
    if (isNew && tickets.length < MAX_TICKETS) {
      details.tickets = [...tickets, ticket];
    }
  }

  /** Tells of all that has been counted. */
  async flush(): Promise<void> {
    await Promise.all([...this.#open.keys()].map(key => this.#close(key)));
  }

  #get({ actorRef, via, origin }: LimitedCaller, operation: string): Refusals {
    const own = JSON.stringify([operation, actorRef]);
    const isFull = this.#open.size >= MAX_OPEN && !this.#open.has(own);
    const key = isFull ? JSON.stringify([operation]) : own;
    const counted = this.#open.get(key);
    if (counted) {
      return counted.refusals;
    }
    const caller = isFull
      ? { actorRef: 'others', origin: { requestId: origin.requestId } }
      : { actorRef, via, origin };
    const refusals = { ...caller, operation, details: { times: 0 } };
    const close = () => this.#close(key);
    this.#open.set(key, {
      refusals,
      timer: setTimeout(close, WINDOW_MILLISECONDS).unref(),
    });
    return refusals;
  }

  async #close(key: string): Promise<void> {
    const counted = this.#open.get(key);
    if (counted) {
      clearTimeout(counted.timer);
      this.#open.delete(key);
      await this.#report(counted.refusals);
    }
  }
}
