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

import { once } from 'node:events';
import { Response } from 'express';

const HEARTBEAT = Buffer.from(': \n\n');
/** A client that takes nothing for so long, of all that waits, has gone. */
const IDLE_MILLISECONDS = 30_000;
/** More than this does not wait in memory for a slow client. */
const MAX_WAITING_BYTES = 1024 * 1024;

/** Writes server-sent events, as fast as their reader takes them. */
export class EventStream {
  readonly #res: Response;
  readonly #heartbeat: NodeJS.Timeout;

  private constructor(res: Response, heartbeatMilliseconds: number) {
    this.#res = res;
    this.#heartbeat = setInterval(
      () => this.write(HEARTBEAT),
      heartbeatMilliseconds,
    ).unref();
    res.once('close', () => clearInterval(this.#heartbeat));
  }

  /** Begins the answer. */
  static open(res: Response, heartbeatMilliseconds: number): EventStream {
    res.set({
      'Content-Type': 'text/event-stream',
      // Neither Backstage's compression nor a proxy may hold events back.
      'Cache-Control': 'private, no-store, no-transform',
      'X-Accel-Buffering': 'no',
      // Nothing follows on it, and a portal that ends need not wait for it.
      Connection: 'close',
    });
    res.setTimeout(IDLE_MILLISECONDS, () => {
      if (res.writableLength > 0) {
        res.destroy();
      }
    });
    res.flushHeaders();
    res.socket?.setNoDelay(true);
    return new EventStream(res, heartbeatMilliseconds);
  }

  /** Whether as much waits for the client as may wait. */
  get isFull(): boolean {
    return this.#res.writableLength > MAX_WAITING_BYTES;
  }

  write(event: Buffer): void {
    if (this.#res.writable) {
      this.#res.write(event);
    }
  }

  /** Waits until the client has taken all of it. */
  async drain(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#res.writableNeedDrain) {
      await once(this.#res, 'drain', { signal });
    }
  }

  end(): void {
    clearInterval(this.#heartbeat);
    this.#res.end();
  }
}
