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

import { Knex } from 'knex';

/** The one clock that all replicas go by. */
export function databaseNow(knex: Knex): Knex.Raw {
  return knex.raw(
    isSqlite(knex)
      ? "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
      : 'clock_timestamp()',
  );
}

/** So many seconds ago, by the same clock. */
export function databaseAgo(knex: Knex, seconds: number): Knex.Raw {
  return isSqlite(knex)
    ? knex.raw("strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ?)", [
        `${-seconds} seconds`,
      ])
    : knex.raw("clock_timestamp() - ? * interval '1 second'", [seconds]);
}

/** So many seconds from now, by the same clock. */
export function databaseIn(knex: Knex, seconds: number): Knex.Raw {
  return databaseAgo(knex, -seconds);
}

export function isSqlite(knex: Knex): boolean {
  return knex.client.config.client.includes('sqlite');
}
