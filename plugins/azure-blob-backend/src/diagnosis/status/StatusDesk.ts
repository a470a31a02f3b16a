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

import { AzureBlobStatus } from 'backstage-plugin-azure-blob-common';
import { Caller, createAuditSubject } from '../../access';
import { AuditLog, recordRefusal, recordWork } from '../../audit';

/** What a {@link StatusDesk} asks. */
export interface StatusDeskOptions {
  admins: { check(caller: Caller): Promise<void> };
  audit: AuditLog;
  reader: { read(): Promise<AzureBlobStatus> };
}

/** Hands the status to administrators, and puts it on record. */
export class StatusDesk {
  readonly #options: StatusDeskOptions;

  private constructor(options: StatusDeskOptions) {
    this.#options = options;
  }

  static create(options: StatusDeskOptions): StatusDesk {
    return new StatusDesk(options);
  }

  /**
   * @throws `AzureBlobError` as the gate of the administrators does.
   */
  async read(caller: Caller): Promise<AzureBlobStatus> {
    const { admins, audit, reader } = this.#options;
    const subject = createAuditSubject(caller, 'status');
    await recordRefusal(audit, subject, () => admins.check(caller));
    return recordWork(audit, subject, () => reader.read());
  }
}
