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
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { LocalAzure } from 'local-azure';
import { getDemoEntities } from '../../../plugins/azure-blob-backend/src/__testUtils__/demoWorld';
import {
  startTestPortal,
  TestPortal,
} from '../../../plugins/azure-blob-backend/src/__testUtils__/startTestPortal';
import {
  AccessGate,
  DefaultAccessGate,
} from '../../../plugins/azure-blob-backend/src/access';
import { DatabaseAuditLog } from '../../../plugins/azure-blob-backend/src/audit';

/** A portal in this process, with its gate within reach. */
export interface OpenPortal {
  portal: TestPortal;
  gate: AccessGate;
  /** How often catalog and permission framework have been asked. */
  calls: { catalog: number; permissions: number };
  /** How long the audit's inserts have taken so far, in milliseconds. */
  audit: { milliseconds: number };
}

/** Starts the plugin as it is wired, and keeps hold of what is measured. */
export async function openPortal(azure: LocalAzure): Promise<OpenPortal> {
  const calls = { catalog: 0, permissions: 0 };
  const audit = { milliseconds: 0 };
  let gate: AccessGate | undefined;

  const { create } = DefaultAccessGate;
  DefaultAccessGate.create = options => {
    const created = create.call(DefaultAccessGate, options);
    gate = created;
    return created;
  };
  const { begin } = DatabaseAuditLog.prototype;
  DatabaseAuditLog.prototype.begin = async function timed(...args) {
    const start = performance.now();
    const intent = await begin.apply(this, args);
    audit.milliseconds += performance.now() - start;
    return intent;
  };

  const portal = await startTestPortal({
    azure,
    catalog: createServiceFactory({
      service: catalogServiceRef,
      deps: {},
      factory: () =>
        countCalls(catalogServiceMock({ entities: getDemoEntities() }), () => {
          calls.catalog += 1;
        }),
    }),
    permissions: createServiceFactory({
      service: coreServices.permissions,
      deps: {},
      factory: () =>
        countCalls(mockServices.permissions(), () => {
          calls.permissions += 1;
        }),
    }),
  });
  if (!gate) {
    throw new Error('The portal has no gate.');
  }
  return { portal, gate, calls, audit };
}

function countCalls<T extends object>(target: T, onCall: () => void): T {
  return new Proxy(target, {
    get(object, key) {
      const value: unknown = Reflect.get(object, key);
      if (typeof value !== 'function') {
        return value;
      }
      return (...args: unknown[]) => {
        onCall();
        return value.apply(object, args);
      };
    },
  });
}
