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

import {
  AzureBlobLock,
  AzureBlobLockTarget,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { v7 as uuid } from 'uuid';
import { AuditLog, AuditSubject, recordRefusal, recordWork } from '../../audit';
import { quote } from '../../config/quote';
import { AdminGate } from '../AdminGate';
import { createAuditSubject } from '../auditRecords';
import { readEntityRef } from '../PortalFacts';
import { Caller } from '../types';
import { DatabaseLockStore } from './DatabaseLockStore';
import { LockView } from './LockView';

/** What an administrator wants to stop. */
export interface LockRequest {
  target: AzureBlobLockTarget;
  reason: string;
  expiresAt?: Date;
}

/** Options of {@link LockDesk.create}. */
export interface LockDeskOptions {
  admins: AdminGate;
  audit: AuditLog;
  /** The ids of the locations of the app-config. */
  locationIds: string[];
  store: DatabaseLockStore;
  view: LockView;
}

/**
 * Where administrators make locks and take them away, on record.
 *
 * All methods throw `AzureBlobError`: what {@link AdminGate.check} throws,
 * `InvalidRequest`, or `AuditUnavailable`.
 */
export class LockDesk {
  readonly #options: LockDeskOptions;

  private constructor(options: LockDeskOptions) {
    this.#options = options;
  }

  static create(options: LockDeskOptions): LockDesk {
    return new LockDesk(options);
  }

  /** The locks that hold. */
  async list(caller: Caller): Promise<AzureBlobLock[]> {
    const subject = createAuditSubject(caller, 'lock.list');
    await this.#admit(caller, subject);
    return this.#record(subject, () => this.#options.store.list());
  }

  async create(caller: Caller, request: LockRequest): Promise<AzureBlobLock> {
    const subject = createAuditSubject(caller, 'lock.create');
    Object.assign(subject, toRecord(request.target));
    await this.#admit(caller, subject);
    const target = this.#readTarget(request.target);
    if (request.expiresAt && request.expiresAt.getTime() <= Date.now()) {
      throw invalid('The lock would have ended before it began.');
    }
    const id = uuid();
    Object.assign(subject, toRecord(target), { lockId: id });
    return this.#record(subject, async () => {
      const createdBy = subject.actorRef;
      const lock = { ...request, id, target, createdBy };
      const created = await this.#options.store.create(lock);
      await this.#refresh();
      return created;
    });
  }

  async end(caller: Caller, id: string): Promise<void> {
    const { store } = this.#options;
    const subject = createAuditSubject(caller, 'lock.delete');
    subject.lockId = id;
    await this.#admit(caller, subject);
    const lock = (await store.list()).find(held => held.id === id);
    if (!lock) {
      throw invalid(`There is no lock ${quote(id)} that holds.`);
    }
    Object.assign(subject, toRecord(lock.target));
    await this.#record(subject, async () => {
      await store.end(id, subject.actorRef);
      await this.#refresh();
    });
  }

  /** In the spelling that is compared; a slip must not lock nothing. */
  #readTarget(target: AzureBlobLockTarget): AzureBlobLockTarget {
    if (target.type === 'location') {
      if (!this.#options.locationIds.includes(target.location)) {
        throw invalid(`There is no location ${quote(target.location)}.`);
      }
      return target;
    }
    const entityRef = readEntityRef(target.entityRef);
    if (target.type === 'user' && !entityRef.startsWith('user:')) {
      throw invalid(`${quote(entityRef)} is not a user.`);
    }
    return { ...target, entityRef };
  }

  #admit(caller: Caller, subject: AuditSubject): Promise<void> {
    const { admins, audit } = this.#options;
    return recordRefusal(audit, subject, () => admins.check(caller));
  }

  #record<T>(subject: AuditSubject, work: () => Promise<T>): Promise<T> {
    return recordWork(this.#options.audit, subject, work);
  }

  /** Where that fails the next poll tells: what was done is done. */
  async #refresh(): Promise<void> {
    await this.#options.view.refresh().catch(() => undefined);
  }
}

function toRecord(target: AzureBlobLockTarget): Partial<AuditSubject> {
  return target.type === 'location'
    ? { location: target.location }
    : { entityRef: target.entityRef };
}

function invalid(message: string): AzureBlobError {
  return new AzureBlobError('InvalidRequest', message);
}
