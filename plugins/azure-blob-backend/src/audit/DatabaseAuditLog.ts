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

import { LoggerService } from '@backstage/backend-plugin-api';
import { AzureBlobErrorCode } from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import {
  AuditEventRow,
  NewAuditEventRow,
  toDetailsText,
  toOwnerRefs,
  toSubjectColumns,
} from './auditEventRow';
import { AuditIntent, AuditLog, AuditOutcome, AuditSubject } from './types';
import { withTimeout } from '../withTimeout';

/** A database that hangs must refuse access like one that is down. */
const WRITE_TIMEOUT_MS = 3_000;

/** The audit log in the plugin's own database. */
export class DatabaseAuditLog implements AuditLog {
  readonly #knex: Knex;
  readonly #logger: LoggerService;

  private constructor(knex: Knex, logger: LoggerService) {
    this.#knex = knex;
    this.#logger = logger;
  }

  static create(options: {
    database: Knex;
    logger: LoggerService;
  }): DatabaseAuditLog {
    return new DatabaseAuditLog(options.database, options.logger);
  }

  async begin(
    subject: AuditSubject,
    within?: Knex.Transaction,
  ): Promise<AuditIntent> {
    const intent = { id: uuid() };
    const write = this.#insert(
      { ...toSubjectColumns(subject), id: intent.id, phase: 'intent' },
      toOwnerRefs(subject),
      within,
    );
    try {
      await withTimeout(write, WRITE_TIMEOUT_MS);
    } catch (error) {
      this.#logFailure('intent', subject.origin.requestId, error);
      if (!within) {
        this.#closeIfCommitted(intent, write);
      }
      throw new AzureBlobError(
        'AuditUnavailable',
        'This access cannot be put on record right now, so it is not given. Try again in a moment.',
        { cause: error },
      );
    }
    return intent;
  }

  async end(intent: AuditIntent, outcome: AuditOutcome): Promise<void> {
    const write = this.#insert({
      id: uuid(),
      phase: 'outcome',
      intent_id: intent.id,
      result: outcome.result,
      code: outcome.code,
      bytes: outcome.bytes,
      details: toDetailsText(outcome.details),
    });
    await this.#settle(write, 'outcome', intent.id);
  }

  async deny(subject: AuditSubject, code: AzureBlobErrorCode): Promise<void> {
    const write = this.#insert(
      {
        ...toSubjectColumns(subject),
        id: uuid(),
        phase: 'denied',
        result: 'denied',
        code,
      },
      toOwnerRefs(subject),
    );
    await this.#settle(write, 'denied', subject.origin.requestId);
  }

  async #insert(
    row: NewAuditEventRow,
    ownerRefs: string[] = [],
    within?: Knex.Transaction,
  ) {
    if (!within && ownerRefs.length === 0) {
      // By itself a row needs no transaction, which is two more round trips
      await this.#knex<AuditEventRow>('audit_events').insert(row);
    } else if (!within && this.#knex.client.config.client === 'pg') {
      await this.#insertAtOnce(row, ownerRefs);
    } else {
      await this.#insertInSteps(row, ownerRefs, within ?? this.#knex);
    }
  }

  /** In one statement, and so in one round trip instead of four. */
  async #insertAtOnce(row: NewAuditEventRow, ownerRefs: string[]) {
    const event = this.#knex<AuditEventRow>('audit_events')
      .insert(row)
      .returning(['seq', 'time']);
    await this.#knex
      .with('event', event)
      .into(
        this.#knex.raw('?? (??, ??, ??)', [
          'audit_event_owners',
          'event_seq',
          'owner_ref',
          'time',
        ]),
      )
      .insert(
        this.#knex
          .select(
            'seq',
            this.#knex.raw('unnest(?::text[])', [ownerRefs]),
            'time',
          )
          .from('event'),
      );
  }

  async #insertInSteps(
    row: NewAuditEventRow,
    ownerRefs: string[],
    database: Knex,
  ) {
    await database.transaction(async tx => {
      const [{ seq, time }] = await tx<AuditEventRow>('audit_events')
        .insert(row)
        .returning(['seq', 'time']);
      if (ownerRefs.length > 0) {
        await tx('audit_event_owners').insert(
          ownerRefs.map(ref => ({ event_seq: seq, owner_ref: ref, time })),
        );
      }
    });
  }

  async #settle(
    write: Promise<void>,
    phase: AuditEventRow['phase'],
    reference: string,
  ) {
    try {
      await withTimeout(write, WRITE_TIMEOUT_MS);
    } catch (error) {
      this.#logFailure(phase, reference, error);
    }
  }

  /** An intent that commits after its caller was refused must not look open. */
  #closeIfCommitted(intent: AuditIntent, write: Promise<void>) {
    write.then(
      () => this.end(intent, { result: 'failed', code: 'AuditUnavailable' }),
      () => undefined,
    );
  }

  #logFailure(
    phase: AuditEventRow['phase'],
    reference: string,
    cause: unknown,
  ) {
    // The message of a database error repeats the row
    const reason =
      cause instanceof Error && 'code' in cause
        ? String(cause.code)
        : undefined;
    this.#logger.error(`The ${phase} row of an access was not written`, {
      reference,
      reason: reason ?? (cause instanceof Error ? cause.name : 'unknown'),
    });
  }
}
