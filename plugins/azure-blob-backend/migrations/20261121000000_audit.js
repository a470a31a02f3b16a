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
 * Rows are only ever added. An access is two of them, its intent and its
 * outcome; an attempt that was turned away is one.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isSqlite = knex.client.config.client.includes('sqlite');

  // SQLite's own timestamps end at the second
  const addTime = (/** @type {import('knex').Knex.CreateTableBuilder} */ t) =>
    isSqlite
      ? t.text('time')
      : t.timestamp('time', { useTz: true, precision: 3 });
  const now = knex.raw(
    isSqlite ? "(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))" : 'clock_timestamp()',
  );

  await knex.schema.createTable('audit_events', table => {
    table.comment('Every access to storage and every refusal of one');
    table.bigIncrements('seq').comment('The order in which rows were added');
    table.string('id', 36).notNullable().unique().comment('A UUID, version 7');
    addTime(table)
      .notNullable()
      .defaultTo(now)
      .comment('The clock of the database, UTC');
    table.string('phase', 16).notNullable().comment('intent, outcome, denied');
    table
      .string('intent_id', 36)
      .unique()
      .comment('The intent that an outcome belongs to');

    table.text('actor_ref').comment('The entity ref of the user');
    table.text('actor_oid').comment('The id of the user in the tenant');
    table.text('via').comment('Who acted for the user');
    table.text('operation').comment('What was done, such as content');
    table.text('entity_ref');
    table.text('entity_uid');
    table.text('location').comment('The id of the location');
    table.text('account');
    table.text('container');
    table
      .text('blob')
      .comment('The name in the container; without one, the path asked for');
    table.text('role');
    table.text('basis').comment('Why access was allowed');
    table.text('through').comment('The entity ref that gave the role');
    table.text('request_id');
    table.text('ip');
    table.text('user_agent');

    table.string('result', 16).comment('How it ended');
    table.string('code', 64).comment('The code of the error that ended it');
    table.bigInteger('bytes').comment('Bytes of blob content that were sent');

    table.index(['entity_ref', 'time'], 'audit_events_entity_idx');
    table.index(['actor_ref', 'time'], 'audit_events_actor_idx');
  });

  await knex.schema.createTable('audit_event_owners', table => {
    table.comment('Whose an access is, as it was when it was decided');
    table
      .bigInteger('event_seq')
      .notNullable()
      .references('seq')
      .inTable('audit_events');
    table.text('owner_ref').notNullable();
    addTime(table).notNullable().comment('That of the event');
    table.primary(['event_seq', 'owner_ref']);
    table.index(['owner_ref', 'time'], 'audit_event_owners_owner_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('audit_event_owners');
  await knex.schema.dropTable('audit_events');
};
