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
import { parseEntityRef } from '@backstage/catalog-model';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { quote } from '../config/quote';
import { ScopeBinding } from './ScopeBinding';

/** Tells former owners of a scope that it was taken over. */
export class TakeOverNotices {
  readonly #notifications: NotificationService;
  readonly #logger: LoggerService;
  #isMissingLogged = false;

  private constructor(
    notifications: NotificationService,
    logger: LoggerService,
  ) {
    this.#notifications = notifications;
    this.#logger = logger;
  }

  static create(options: {
    notifications: NotificationService;
    logger: LoggerService;
  }): TakeOverNotices {
    return new TakeOverNotices(options.notifications, options.logger);
  }

  /** Never throws: a portal need not have the notifications plugin. */
  async send(binding: ScopeBinding): Promise<void> {
    const { holder, previous, root, state, version } = binding;
    const { kind, namespace, name } = parseEntityRef(holder.entityRef);
    const what = `${root.location.title} of ${holder.entityRef}`;
    const owners = holder.ownerRefs.map(quote).join(', ') || 'nobody';
    this.#logger.warn(
      `Another entity has taken over the storage of ${quote(
        holder.entityRef,
      )} in the location ${quote(root.location.id)}`,
      { before: previous?.confirmed.ownerRefs, after: holder.ownerRefs },
    );
    const formerOwners = previous?.confirmed.ownerRefs ?? [];
    if (formerOwners.length === 0) {
      return;
    }
    try {
      await this.#notifications.send({
        recipients: { type: 'entity', entityRef: formerOwners },
        payload: {
          title: `${what} has been taken over`,
          description: `An entity of this name has come back to the catalog as another one, or with another owner, and now belongs to ${owners}. ${
            state === 'held'
              ? 'Its storage is held until you or an administrator confirm that.'
              : 'Confirm it if that is right, and tell an administrator if it is not.'
          }`,
          link: `/catalog/${[namespace, kind, name]
            .map(encodeURIComponent)
            .join('/')}`,
          severity: 'high',
          topic: 'azure-blob.take-over',
          scope: `azure-blob.take-over:${root.location.id}:${holder.entityRef}:${version}`,
        },
      });
    } catch {
      if (!this.#isMissingLogged) {
        this.#isMissingLogged = true;
        this.#logger.warn(
          'Former owners are not told of take-overs: the notifications plugin of the portal does not answer. Take-overs are still in the audit log.',
        );
      }
    }
  }
}
