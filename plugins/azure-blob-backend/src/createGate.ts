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
  AuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Knex } from 'knex';
import {
  AzureBlobAccessDeciderFactory,
  AzureBlobChangeSource,
  AzureBlobGrantSource,
  AzureBlobTokenExchangeFactory,
} from 'backstage-plugin-azure-blob-node';
import {
  AccessGate,
  DefaultAccessDecider,
  DefaultAccessGate,
  GrantSources,
  LockView,
  Membership,
} from './access';
import { AuditLog } from './audit';
import { ScopeBindings } from './bindings';
import {
  ApplicationCredentials,
  CachedAssertionVerifier,
  CachedTokenExchange,
  CatalogIdentityBinding,
  EntraTokenClient,
  JwksAssertionVerifier,
  OnBehalfOfTokenExchange,
} from './identity';
import { DatabaseKeyRing } from './keys';
import { LocationRegistry } from './locations';
import { AzureBlobConfig } from './types';

/** What modules have put in the place of ours, or added to it. */
export interface Extensions {
  decider?: AzureBlobAccessDeciderFactory;
  exchange?: AzureBlobTokenExchangeFactory;
  grantSources: AzureBlobGrantSource[];
  changeSources: AzureBlobChangeSource[];
}

/** Options of {@link createGate}. */
export interface GateOptions {
  audit: AuditLog;
  auth: AuthService;
  catalog: CatalogService;
  config: AzureBlobConfig;
  database: Knex;
  entra: EntraTokenClient;
  extensions: Extensions;
  locations: LocationRegistry;
  locks: LockView;
  logger: LoggerService;
  membership: Membership;
  permissions: PermissionsService;
  scopeBindings: ScopeBindings;
}

/** The gate as the app-config and the modules want it. */
export function createGate(options: GateOptions): AccessGate {
  const { auth, catalog, config, database, entra, extensions, logger } =
    options;
  const getDefaultDecider = () =>
    DefaultAccessDecider.create({ roles: config.roles });
  const getDefaultExchange = () =>
    CachedTokenExchange.create({
      exchange: OnBehalfOfTokenExchange.create({ entra }),
    });
  return DefaultAccessGate.create({
    ...options,
    applicationCredentials: ApplicationCredentials.create({ entra }),
    decider:
      extensions.decider?.({ getDefault: getDefaultDecider }) ??
      getDefaultDecider(),
    exchange:
      extensions.exchange?.({ getDefault: getDefaultExchange }) ??
      getDefaultExchange(),
    grants: GrantSources.create({ sources: extensions.grantSources, logger }),
    identityBinding: CatalogIdentityBinding.create({
      auth,
      catalog,
      trustedOrigins: config.membership.trustedOrigins,
    }),
    keys: DatabaseKeyRing.create({ database }),
    // A decider that somebody else wrote may go by anything
    readsDependents:
      extensions.decider !== undefined ||
      config.roles.some(({ to }) => to.type === 'dependent-owners'),
    verifier: CachedAssertionVerifier.create({
      verifier: JwksAssertionVerifier.create({ config: config.identity }),
    }),
  });
}
