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
  AzureBlobCallOptions,
  AzureBlobLocationRequest,
  AzureBlobLockTarget,
} from 'backstage-plugin-azure-blob-common';
import { FakeBackend } from './FakeBackend';

/** What is not about artifacts and logs. */
export class FakeAdminApi extends FakeBackend {
  /** Called when a binding is confirmed. */
  onConfirm: () => void = () => {};

  async getDiagnosis(
    request: { entityRef: string; location?: string },
    options?: AzureBlobCallOptions,
  ) {
    await this.enter('getDiagnosis', request, options, false);
    return this.known(this.world.diagnosis);
  }

  async getStatus(options?: AzureBlobCallOptions) {
    await this.enter('getStatus', {}, options, false);
    return this.known(this.world.status);
  }

  async listLocks(options?: AzureBlobCallOptions) {
    await this.enter('listLocks', {}, options, false);
    return { items: this.world.locks ?? [] };
  }

  async createLock(
    request: { target: AzureBlobLockTarget; reason: string },
    options?: AzureBlobCallOptions,
  ) {
    await this.enter('createLock', request, options, false);
    const lock = {
      ...request,
      id: `lock-${(this.world.locks ?? []).length + 1}`,
      createdBy: 'user:default/carol',
      createdAt: '2026-11-21T20:00:00.000Z',
    };
    this.world.locks = [...(this.world.locks ?? []), lock];
    return lock;
  }

  async deleteLock(request: { id: string }, options?: AzureBlobCallOptions) {
    await this.enter('deleteLock', request, options, false);
    this.world.locks = this.world.locks?.filter(({ id }) => id !== request.id);
  }

  async getBindings(
    request: { entityRef: string },
    options?: AzureBlobCallOptions,
  ) {
    await this.enter('getBindings', request, options, false);
    return { items: this.world.bindings ?? [] };
  }

  async confirmBinding(
    request: AzureBlobLocationRequest,
    options?: AzureBlobCallOptions,
  ) {
    await this.enter('confirmBinding', request, options, false);
    const binding = this.known(
      this.world.bindings?.find(
        ({ location }) => location === request.location,
      ),
    );
    binding.state = 'confirmed';
    this.onConfirm();
    return binding;
  }
}
