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
 * A lock that is taken away stays, with who did it: rows are never deleted.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isSqlite = knex.client.config.client.includes('sqlite');

  // SQLite's own timestamps end at the second
  const addTime = (
    /** @type {import('knex').Knex.CreateTableBuilder} */ t,
    /** @type {string} */ name,
  ) =>
    isSqlite ? t.text(name) : t.timestamp(name, { useTz: true, precision: 3 });

  await knex.schema.createTable('locks', table => {
    table.comment('What administrators have stopped');
    table.string('id', 36).notNullable().primary().comment('A UUID, version 7');
    table
      .string('target_type', 16)
      .notNullable()
      .comment('user, entity, location');
    table
      .text('target')
      .notNullable()
      .comment('An entity ref, or the id of a location');
    table.text('reason').notNullable().comment('For those whom it stops');
    table.text('created_by').notNullable().comment('The entity ref of a user');
    addTime(table, 'created_at').notNullable();
    addTime(table, 'expires_at').comment('Without it, until it is taken away');
    addTime(table, 'ended_at').comment('When it was taken away');
    table.text('ended_by').comment('The entity ref of a user');
    table.index(['ended_at', 'expires_at'], 'locks_held_idx');
  });

  await knex.schema.alterTable('audit_events', table => {
    table.text('lock_id').comment('The lock that was made or taken away');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // Knex would make SQLite drop the table, whose rows have owners
  await knex.raw('ALTER TABLE audit_events DROP COLUMN lock_id');
  await knex.schema.dropTable('locks');
};
