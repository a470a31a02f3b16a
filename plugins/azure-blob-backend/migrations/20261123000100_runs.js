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
 * What is known of runs, for their order and for filters. It is taken from
 * storage, and can be emptied at any time.
 *
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
  // By code points, as SQLite does and whatever the language of the database
  const addText = (
    /** @type {import('knex').Knex.CreateTableBuilder} */ table,
    /** @type {string} */ name,
  ) => table.specificType(name, isSqlite ? 'text' : 'text COLLATE "C"');

  await knex.schema.createTable('run_scopes', table => {
    table.comment('The scopes whose runs somebody has asked for');
    table.string('id', 36).primary().comment('A UUID, version 7');
    table.text('account').notNullable();
    table.text('container').notNullable();
    table.text('prefix').notNullable();
    table
      .text('layout')
      .notNullable()
      .comment('JSON: the layout, and where metadata is');
    addTime(table, 'listed_at').comment('When it was last listed, in any way');
    addTime(table, 'full_at').comment('When it was last listed from its start');
    table.integer('full_calls').comment('How many requests that took');
    table.integer('full_runs').comment('How many runs it found');
    table.string('lease', 36).comment('Of the pass that is under way');
    addTime(table, 'leased_until');
    table.unique(['account', 'container', 'prefix', 'layout']);
    table.index(['listed_at'], 'run_scopes_listed_idx');
  });

  await knex.schema.createTable('runs', table => {
    table
      .string('scope_id', 36)
      .notNullable()
      .references('id')
      .inTable('run_scopes')
      .onDelete('CASCADE');
    table.string('run_key', 64).notNullable().comment('SHA-256 of the id');
    table.text('run_id').notNullable().comment('Its folder below the scope');
    table.string('parent_key', 64).notNullable().comment('Of the folder above');
    addText(table, 'sort_key').notNullable().comment('The greatest is newest');
    addText(table, 'branch');
    table.string('status', 16).notNullable();
    addText(table, 'version');
    addTime(table, 'started_at');
    addText(table, 'search')
      .notNullable()
      .comment('What text is looked for in');
    table.text('etag').comment('Of the blob that its metadata comes from');
    table
      .boolean('pending')
      .notNullable()
      .comment('Whether its metadata has to be read');
    table
      .integer('marks')
      .notNullable()
      .comment('Goes up with each change that storage tells of');
    addTime(table, 'seen_at').notNullable();
    table.primary(['scope_id', 'run_key']);
    table.index(['scope_id', 'sort_key'], 'runs_order_idx');
    table.index(['scope_id', 'branch', 'sort_key'], 'runs_branch_idx');
    table.index(['scope_id', 'status', 'sort_key'], 'runs_status_idx');
    table.index(['scope_id', 'version', 'sort_key'], 'runs_version_idx');
    table.index(['scope_id', 'pending', 'sort_key'], 'runs_pending_idx');
    table.index(['scope_id', 'parent_key'], 'runs_parent_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('runs');
  await knex.schema.dropTable('run_scopes');
};
