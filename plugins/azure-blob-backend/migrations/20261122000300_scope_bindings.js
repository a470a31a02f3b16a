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

  await knex.schema.createTable('scope_bindings', table => {
    table.comment('Whose storage each scope is, as it was first seen');
    table.text('account').notNullable();
    table.text('container').notNullable();
    table.text('prefix').notNullable().comment('Without any sub-path');
    table.text('location').notNullable().comment('The id of the location');
    table.text('entity_ref').notNullable();
    table.text('entity_uid').notNullable();
    table.text('owner_refs').notNullable().comment('A JSON list, in order');
    table.text('origin').notNullable();
    addTime(table, 'first_seen')
      .notNullable()
      .comment('When it was first seen to be this entity’s');
    addTime(table, 'last_seen').notNullable().comment('To the hour');
    table
      .string('state', 16)
      .notNullable()
      .comment('confirmed, taken-over, held');
    table
      .text('previous')
      .comment('JSON: the last that was confirmed, and the one right before');
    table.text('confirmed_by');
    addTime(table, 'confirmed_at');
    table
      .integer('version')
      .notNullable()
      .comment('Goes up with each change, so that one replica makes it');
    table.primary(['account', 'container', 'prefix']);
  });

  await knex.schema.alterTable('audit_events', table => {
    table.text('details').comment('JSON: what else there is to tell');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // Knex would make SQLite drop the table, whose rows have owners
  await knex.raw('ALTER TABLE audit_events DROP COLUMN details');
  await knex.schema.dropTable('scope_bindings');
};
