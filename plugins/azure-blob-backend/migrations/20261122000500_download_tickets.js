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

  await knex.schema.createTable('download_tickets', table => {
    table.comment('Download links that have not been used yet');
    table
      .string('id', 64)
      .primary()
      .comment('The SHA-256 of the id in the link, in hex');
    table
      .text('sealed')
      .notNullable()
      .comment('Encrypted under a key that is in the link alone, in base64');
    (isSqlite
      ? table.text('expires_at')
      : table.timestamp('expires_at', { useTz: true, precision: 3 })
    )
      .notNullable()
      .comment('The clock of the database, UTC');
    table.index(['expires_at'], 'download_tickets_expiry_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('download_tickets');
};
