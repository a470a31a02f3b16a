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

import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { Knex } from 'knex';
import { AuditSubject, DatabaseAuditLog } from '../../audit';
import { openDatabase } from '../../database';
import {
  createRegistry,
  TEMPLATE,
} from '../../locations/__testUtils__/locations';
import { LocationRegistry } from '../../locations';
import { AzureBlobConfig } from '../../types';
import { ScopeBinding } from '../ScopeBinding';
import { ScopeBindings } from '../ScopeBindings';

/** What tells one entity of a name from another. */
export interface Identity {
  uid?: string;
  owners?: string[];
  origin?: string;
  annotations?: Record<string, string>;
}

/** Who comes back under the name of another. */
export const OTHER: Identity = {
  uid: 'uid-2',
  owners: ['group:default/evil'],
};

/** How a replica refuses whoever has to wait. */
export const held = expect.objectContaining({
  code: 'ScopeHeld',
  statusCode: 403,
});

/** Several replicas in front of one database, and a clock. */
export class BindingWorld {
  readonly knex: Knex;
  readonly locations: LocationRegistry = createRegistry(`a/${TEMPLATE}`);
  /** What former owners have been told. */
  readonly told: ScopeBinding[] = [];
  /** The queries of all replicas. */
  queries = 0;
  now = Date.parse('2026-11-22T12:00:00.000Z');

  static async create(knex: Knex): Promise<BindingWorld> {
    await openDatabase(mockServices.database({ knex }));
    return new BindingWorld(knex);
  }

  private constructor(knex: Knex) {
    this.knex = knex;
    knex.on('query', () => {
      this.queries++;
    });
  }

  async reset(): Promise<void> {
    await this.knex('audit_event_owners').delete();
    await this.knex('audit_events').delete();
    await this.knex('scope_bindings').delete();
    this.told.length = 0;
    this.queries = 0;
  }

  createReplica(
    takeOvers: AzureBlobConfig['takeOvers'] = 'notify',
  ): ScopeBindings {
    return ScopeBindings.create({
      database: this.knex,
      audit: DatabaseAuditLog.create({
        database: this.knex,
        logger: mockServices.logger.mock(),
      }),
      locations: this.locations,
      takeOvers,
      notices: {
        send: async binding => {
          this.told.push(binding);
        },
      },
      now: () => this.now,
    });
  }

  createEntity(identity: Identity = {}): Entity {
    const { uid = 'uid-1', origin = 'url:https://git/pay' } = identity;
    return {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'pay',
        uid,
        annotations: {
          'backstage.io/managed-by-origin-location': origin,
          ...identity.annotations,
        },
      },
    };
  }

  /** Asks for the scope as the gate does. */
  async check(replica: ScopeBindings, identity: Identity = {}): Promise<void> {
    const entity = this.createEntity(identity);
    await replica.check({
      entity,
      scope: this.locations.resolve(entity, 'artifacts'),
      subject: this.createSubject(identity),
    });
  }

  /** Twenty requests at once, through four replicas. */
  checkAtOnce(
    identity: Identity,
    replicas = Array.from({ length: 4 }, () => this.createReplica()),
  ): Promise<PromiseSettledResult<void>[]> {
    return Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        this.check(replicas[index % replicas.length], identity),
      ),
    );
  }

  createSubject({ owners = ['group:default/pay'] }: Identity): AuditSubject {
    return {
      actorRef: 'user:default/mallory',
      operation: 'content',
      ownerRefs: owners,
      origin: { requestId: 'r-1' },
    };
  }

  async readAudit() {
    return this.knex('audit_events').orderBy('seq');
  }

  /** The only row there is. */
  async readRow() {
    const [row, ...others] = await this.knex('scope_bindings');
    if (others.length > 0) {
      throw new Error('There is more than one scope');
    }
    return row;
  }
}
