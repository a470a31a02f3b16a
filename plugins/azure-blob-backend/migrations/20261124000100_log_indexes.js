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

// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isSqlite = knex.client.config.client.includes('sqlite');
  /**
   * @param {import('knex').Knex.CreateTableBuilder} table
   * @param {string} name
   */
  const time = (table, name) =>
    isSqlite
      ? table.text(name)
      : table.timestamp(name, { useTz: true, precision: 3 });
  await knex.schema.createTable('log_indexes', table => {
    table.comment('Where the lines of logs begin, for all replicas');
    table
      .string('id', 64)
      .primary()
      .comment('SHA-256 of the account, container, blob and revision');
    table.binary('data').comment('The index, as far as it has come');
    table
      .bigInteger('indexed_bytes')
      .notNullable()
      .comment('Bytes of the blob that `data` is about');
    table
      .boolean('complete')
      .notNullable()
      .comment('Whether the blob ended there');
    table.string('lease', 36).comment('The pass that reads the log right now');
    time(table, 'leased_until').comment('By the clock of the database, UTC');
    time(table, 'used_at')
      .notNullable()
      .comment('To the day; what nobody uses is deleted');
    table.index(['used_at'], 'log_indexes_used_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('log_indexes');
};
