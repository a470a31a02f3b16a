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

  const addTime = (
    /** @type {import('knex').Knex.CreateTableBuilder} */ table,
    /** @type {string} */ name,
  ) =>
    isSqlite
      ? table.text(name)
      : table.timestamp(name, { useTz: true, precision: 3 });

  await knex.schema.createTable('keys', table => {
    table.comment('Secrets that the replicas share, each for one day of use');
    table
      .string('id', 64)
      .primary()
      .comment('The purpose and the day, so that each is made once');
    table.string('purpose', 32).notNullable();
    table.string('secret', 64).notNullable().comment('32 bytes, in base64');
    addTime(table, 'created_at').notNullable();
    addTime(table, 'retires_at')
      .notNullable()
      .comment('When nothing can be in use any more that it has signed');
    table.index(['purpose', 'retires_at'], 'keys_purpose_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('keys');
};
