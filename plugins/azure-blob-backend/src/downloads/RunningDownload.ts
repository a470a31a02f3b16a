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

import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { AuditOutcome } from '../audit';
import { TransferListener } from '../content';
import { DownloadEnd } from './DownloadStates';

const REPORT_MS = 1_000;

/** Options of {@link RunningDownload.start}. */
export interface RunningDownloadOptions {
  /** Tells how far it is, and is told whether it is to go on. */
  report(bytes: number): Promise<boolean>;
  end(end: DownloadEnd): Promise<unknown>;
}

/** A download that is being sent by this replica. */
export class RunningDownload implements TransferListener {
  readonly #options: RunningDownloadOptions;
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #bytes = 0;
  #error: unknown;
  #reporting: Promise<void> | undefined;

  private constructor(options: RunningDownloadOptions) {
    this.#options = options;
    this.#timer = setInterval(() => {
      this.#reporting ??= this.#report();
    }, REPORT_MS);
    this.#timer.unref();
  }

  static start(options: RunningDownloadOptions): RunningDownload {
    return new RunningDownload(options);
  }

  /** Aborts when its user ends it; its reason is an `AzureBlobError`. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** To be handed over as they are. */
  readonly onBytes = (count: number): void => {
    this.#bytes += count;
  };

  readonly onError = (error: unknown): void => {
    this.#error = error;
  };

  /** Tells how it has ended, as far as the database lets it. Never throws. */
  async end(outcome: AuditOutcome | undefined): Promise<void> {
    clearInterval(this.#timer);
    await this.#reporting;
    const bytes = this.#bytes;
    const end: DownloadEnd =
      outcome?.result === 'succeeded'
        ? { state: 'succeeded', bytes }
        : { state: 'failed', bytes, ...describe(this.#error) };
    await this.#options.end(end).catch(ignore);
  }

  /** A database that does not answer is no reason to stop. */
  async #report(): Promise<void> {
    const goesOn = await this.#options.report(this.#bytes).catch(() => true);
    this.#reporting = undefined;
    if (!goesOn) {
      this.#controller.abort(
        new AzureBlobError('LinkNotFound', 'You have ended this download.'),
      );
    }
  }
}

function describe(error: unknown): Pick<DownloadEnd, 'code' | 'message'> {
  if (error instanceof AzureBlobError) {
    const { code, message } = error;
    return { code, message };
  }
  return {
    message:
      'The connection ended before all of it had come. What came is not whole.',
  };
}

function ignore(): void {}
