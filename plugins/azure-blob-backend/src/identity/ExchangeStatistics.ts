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
  AzureBlobErrorCode,
  AzureBlobErrorReason,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';

/** One way in which exchanges failed. */
export interface ExchangeFailureCount {
  code: AzureBlobErrorCode;
  reason?: AzureBlobErrorReason;
  count: number;
}

/** What came of the exchanges that this process has made. */
export interface ExchangeSummary {
  /** Since when it counts. */
  since: Date;
  successes: number;
  lastSuccess?: Date;
  /** The most frequent first. */
  failures: ExchangeFailureCount[];
  /** The last one that Entra ID, or the credential, was really asked for. */
  lastFailure?: {
    time: Date;
    code: AzureBlobErrorCode;
    reason?: AzureBlobErrorReason;
  };
}

/** Counts, in the memory of this process, what came of exchanges. */
export class ExchangeStatistics {
  readonly #since = new Date();
  readonly #failures = new Map<string, ExchangeFailureCount>();
  #successes = 0;
  #lastSuccess?: Date;
  #lastFailure?: ExchangeSummary['lastFailure'];

  static create(): ExchangeStatistics {
    return new ExchangeStatistics();
  }

  private constructor() {}

  addSuccess(): void {
    this.#successes += 1;
    this.#lastSuccess = new Date();
  }

  addFailure({ code, reason }: AzureBlobError): void {
    const key = `${code} ${reason}`;
    const failure = this.#failures.get(key) ?? { code, reason, count: 0 };
    failure.count += 1;
    this.#failures.set(key, failure);
    // What opened the circuit says more than that it is open
    if (reason !== 'CircuitOpen') {
      this.#lastFailure = { time: new Date(), code, reason };
    }
  }

  summarize(): ExchangeSummary {
    return {
      since: this.#since,
      successes: this.#successes,
      lastSuccess: this.#lastSuccess,
      failures: [...this.#failures.values()]
        .map(failure => ({ ...failure }))
        .sort((one, other) => other.count - one.count),
      lastFailure: this.#lastFailure,
    };
  }
}
