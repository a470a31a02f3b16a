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
  await knex.schema.createTable('download_states', table => {
    table.comment('How downloads go that were begun with a link');
    table
      .string('id', 64)
      .primary()
      .comment('What their user asks by; it opens nothing');
    table
      .string('user_ref', 255)
      .notNullable()
      .comment('Who made the link, and nobody else is told');
    table
      .string('state', 16)
      .notNullable()
      .comment('waiting, running, succeeded, failed or canceled');
    table.bigInteger('bytes').notNullable().comment('What has gone out');
    table.bigInteger('size').notNullable().comment('What is to go out');
    table.string('code', 64).comment('Of the error, where one ended it');
    table.text('message').comment('One sentence, for the user');
    (isSqlite
      ? table.text('updated_at')
      : table.timestamp('updated_at', { useTz: true, precision: 3 })
    )
      .notNullable()
      .comment('The clock of the database, UTC');
    table.index(['updated_at'], 'download_states_updated_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('download_states');
};
