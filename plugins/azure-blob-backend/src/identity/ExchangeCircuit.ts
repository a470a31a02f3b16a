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
import CircuitBreaker from 'opossum';
import { exchangeError } from './exchangeErrors';

/** How often in which time it takes to leave Entra ID alone, and for how long. */
const MIN_CALLS = 5;
const MAX_FAILED_PERCENT = 50;
const WINDOW_MS = 30_000;
const PAUSE_MS = 30_000;

/** Faults that the next user would run into as well. */
const SHARED_FAULTS: unknown[] = [
  'SecretInvalid',
  'SecretExpired',
  'CertificateUnknown',
  'FederationMismatch',
  'CredentialUnreadable',
  'AppUnknown',
  'TenantUnknown',
  'EntraUnreachable',
  'EntraThrottled',
];

/**
 * Stops asking Entra ID for a while after it has failed again and again. What
 * is wrong with one user never stops the others.
 */
export class ExchangeCircuit {
  readonly #breaker: CircuitBreaker<[() => Promise<unknown>], unknown>;
  #openUntil = 0;

  private constructor() {
    this.#breaker = new CircuitBreaker(action => action(), {
      // Each request has a timeout of its own
      timeout: false,
      volumeThreshold: MIN_CALLS,
      errorThresholdPercentage: MAX_FAILED_PERCENT,
      rollingCountTimeout: WINDOW_MS,
      resetTimeout: PAUSE_MS,
      rollingPercentilesEnabled: false,
      enableSnapshots: false,
      errorFilter: error => !isSharedFault(error),
    });
    this.#breaker.on('open', () => {
      this.#openUntil = Date.now() + PAUSE_MS;
    });
  }

  static create(): ExchangeCircuit {
    return new ExchangeCircuit();
  }

  /**
   * @throws `AzureBlobError` with the reason `CircuitOpen` without having run
   * `action`, or what `action` has thrown.
   */
  async run<T>(action: () => Promise<T>): Promise<T> {
    // The breaker would count those whom it turns away among the calls
    if (!this.#breaker.closed && !this.#breaker.pendingClose) {
      const pauseMs = this.#openUntil - Date.now();
      throw exchangeError('CircuitOpen', {
        retryAfterSeconds: Math.max(1, Math.ceil(pauseMs / 1000)),
      });
    }
    let result: { value: T } | undefined;
    await this.#breaker.fire(async () => {
      result = { value: await action() };
    });
    return (result as { value: T }).value;
  }

  /** Ends its timers. */
  close(): void {
    this.#breaker.shutdown();
  }
}

function isSharedFault(error: unknown): boolean {
  return (
    !(error instanceof AzureBlobError) || SHARED_FAULTS.includes(error.reason)
  );
}
