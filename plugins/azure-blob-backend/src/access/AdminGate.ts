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

import { PermissionsService } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  azureBlobAdminPermission,
  AzureBlobLock,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { askPortal } from '../askPortal';
import { findLock, locked } from './locks/findLock';
import { Membership } from './Membership';
import { Caller } from './types';

/** Options of {@link AdminGate.create}. */
export interface AdminGateOptions {
  permissions: PermissionsService;
  membership: Membership;
  /** `azureBlob.admins` of the app-config. */
  admins: string[];
  locks: { list(): AzureBlobLock[] };
}

/** Lets administrators in: both the policy and the app-config have to say so. */
export class AdminGate {
  readonly #options: AdminGateOptions;

  private constructor(options: AdminGateOptions) {
    this.#options = options;
  }

  static create(options: AdminGateOptions): AdminGate {
    return new AdminGate(options);
  }

  /**
   * @throws `AzureBlobError` with `PermissionDenied`, with `Locked` where the
   * user is locked out, and with `CatalogUnavailable` or `AuditUnavailable`
   * where that can't be told.
   */
  async check(caller: Pick<Caller, 'credentials'>): Promise<void> {
    const { permissions, membership, admins, locks } = this.#options;
    const { credentials } = caller;
    const { userEntityRef } = credentials.principal;
    // Nobody who is locked out may take her own lock away
    const lock = findLock(locks.list(), { userEntityRef }, new Date());
    if (lock) {
      throw locked(lock);
    }
    const [[decision], { ownershipEntityRefs }] = await Promise.all([
      askPortal('permission service', () =>
        permissions.authorize([{ permission: azureBlobAdminPermission }], {
          credentials,
        }),
      ),
      membership.get(userEntityRef),
    ]);
    if (
      decision?.result !== AuthorizeResult.ALLOW ||
      !admins.some(ref => ownershipEntityRefs.includes(ref))
    ) {
      throw new AzureBlobError(
        'PermissionDenied',
        'Only administrators of the storage plugin may do this.',
      );
    }
  }
}
