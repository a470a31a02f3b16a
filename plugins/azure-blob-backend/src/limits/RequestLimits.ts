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

import { randomUUID } from 'node:crypto';
import { CacheService, LoggerService } from '@backstage/backend-plugin-api';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { LRUCache } from 'lru-cache';
import { RateClass, RateLimits } from '../types';
import { LimitedCaller, Refusals, RefusalTally } from './RefusalTally';
import { RequestCounter } from './RequestCounter';
import { SharedCounts } from './SharedCounts';
import { toAddressRef } from './toAddressRef';

/** A forgotten counter finds in the cache what it had counted. */
const MAX_COUNTERS = 20_000;

/** What {@link RequestLimits} are made of. */
export interface RequestLimitsOptions {
  cache: CacheService;
  logger: LoggerService;
  limits: RateLimits;
  /** Puts on record what was refused, once a minute for each user and class. */
  report(refusals: Refusals): Promise<void>;
}

/**
 * Limits the requests of each user in a minute, by what they cost. The counts
 * are shared among replicas; without the cache each replica holds the limits by
 * itself.
 */
export class RequestLimits {
  readonly #limits: RateLimits;
  readonly #shared: SharedCounts;
  readonly #refused: RefusalTally;
  readonly #users = new LRUCache<string, RequestCounter>({ max: MAX_COUNTERS });
  /** By themselves: addresses can be had in any number, to push users out. */
  readonly #addresses = new LRUCache<string, RequestCounter>({
    max: MAX_COUNTERS,
  });

  private constructor(options: RequestLimitsOptions) {
    const { cache, logger, limits, report } = options;
    this.#limits = limits;
    this.#refused = RefusalTally.create({ report });
    const replica = randomUUID();
    this.#shared = SharedCounts.create({ cache, logger, replica });
  }

  static create(options: RequestLimitsOptions): RequestLimits {
    return new RequestLimits(options);
  }

  /**
   * Lets a request of a user pass where it is within the limit.
   *
   * @param amount - for how many it counts; all of them pass or none
   * @throws `AzureBlobError` with `RateLimited`, and after how long to retry;
   * with `InvalidRequest` where it could never pass.
   */
  async admit(
    caller: LimitedCaller,
    rateClass: RateClass,
    amount = 1,
  ): Promise<void> {
    await this.#admit(this.#users, caller, rateClass, amount);
  }

  /**
   * The same for somebody of whom nothing is known but where the request came
   * from.
   *
   * @throws as {@link RequestLimits.admit}.
   */
  async admitAddress(
    origin: LimitedCaller['origin'],
    rateClass: RateClass,
  ): Promise<void> {
    const caller = { actorRef: toAddressRef(origin.ip), origin };
    await this.#admit(this.#addresses, caller, rateClass, 1);
  }

  async #admit(
    counters: LRUCache<string, RequestCounter>,
    caller: LimitedCaller,
    rateClass: RateClass,
    amount: number,
  ): Promise<void> {
    const limit = this.#limits[rateClass];
    if (amount > limit) {
      throw new AzureBlobError(
        'InvalidRequest',
        `You have asked for ${amount} at once, and the limit is ${limit} in a minute. Ask for fewer.`,
      );
    }
    const key = JSON.stringify(['requests', rateClass, caller.actorRef]);
    const wait = await this.#getCounter(counters, key).take(limit, amount);
    if (wait > 0) {
      this.#refused.add(caller, `limit.${rateClass}`);
      const retryAfterSeconds = Math.ceil(wait / 1_000);
      throw new AzureBlobError(
        'RateLimited',
        `You have sent more than ${limit} requests of this kind in a minute. Try again in ${retryAfterSeconds} s.`,
        { retryAfterSeconds },
      );
    }
  }

  /** Puts on record what is still being counted. */
  async close(): Promise<void> {
    await this.#refused.flush();
  }

  #getCounter(
    counters: LRUCache<string, RequestCounter>,
    key: string,
  ): RequestCounter {
    let counter = counters.get(key);
    if (!counter) {
      counter = RequestCounter.create({ key, shared: this.#shared });
      counters.set(key, counter);
    }
    return counter;
  }
}
