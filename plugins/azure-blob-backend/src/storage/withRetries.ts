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
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import {
  StorageOperation,
  toAzureBlobError,
  unavailable,
} from './storageErrors';

const MAX_TRIES = 3;
const FIRST_DELAY_MS = 100;
/** Whoever asked for more patience than this is answered instead of awaited. */
const MAX_DELAY_MS = 5_000;

/** How long reading may take, and who may end it. */
export interface RetryOptions {
  operation: StorageOperation;
  /** For all tries together, in milliseconds. */
  budgetMs: number;
  signal?: AbortSignal;
}

/**
 * Tries to read from storage until it works, three times at the most, and
 * waits as long as storage asks for in between. `attempt` is given a signal
 * that stays connected to `options.signal` after it has returned.
 *
 * @throws `AzureBlobError`, or the reason of `options.signal` once it is aborted.
 */
export async function withRetries<T>(
  attempt: (signal: AbortSignal) => Promise<T>,
  { operation, budgetMs, signal }: RetryOptions,
): Promise<T> {
  const budget = new AbortController();
  const timer = setTimeout(() => budget.abort(), budgetMs);
  const deadline = Date.now() + budgetMs;
  const either = signal
    ? AbortSignal.any([signal, budget.signal])
    : budget.signal;
  try {
    for (let tries = 1; ; tries++) {
      signal?.throwIfAborted();
      try {
        return await attempt(either);
      } catch (cause) {
        signal?.throwIfAborted();
        if (budget.signal.aborted) {
          throw unavailable(operation, { cause: new Error('Timed out') });
        }
        const error = toAzureBlobError(cause, operation);
        const delay = chooseDelay(error, tries);
        if (
          tries >= MAX_TRIES ||
          !isTransient(error) ||
          delay > Math.min(MAX_DELAY_MS, deadline - Date.now())
        ) {
          throw error;
        }
        await sleep(delay, undefined, { signal }).catch(() => {});
      }
    }
  } finally {
    clearTimeout(timer);
  }
}

function isTransient({ code, cause }: AzureBlobError): boolean {
  if (code === 'StorageThrottled') {
    return true;
  }
  const statusCode =
    cause instanceof Error && 'statusCode' in cause
      ? cause.statusCode
      : undefined;
  return (
    code === 'StorageUnavailable' &&
    (typeof statusCode !== 'number' || statusCode >= 500 || statusCode === 408)
  );
}

function chooseDelay(
  { retryAfterSeconds }: AzureBlobError,
  tries: number,
): number {
  // Spread out, so that those who were turned away do not return together.
  const spread = FIRST_DELAY_MS * 2 ** (tries - 1) * (0.5 + Math.random());
  return Math.max(spread, (retryAfterSeconds ?? 0) * 1000);
}
