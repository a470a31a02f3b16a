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
  CacheService,
  DatabaseService,
  DiscoveryService,
  LifecycleService,
  LoggerService,
  PermissionsService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import {
  AdminGate,
  DatabaseLockStore,
  LockDesk,
  LockView,
  Membership,
} from './access';
import { AuditLog, DatabaseAuditLog, DownloadHistory } from './audit';
import { ScopeBindings, TakeOverNotices } from './bindings';
import { createGate, Extensions } from './createGate';
import { openDatabase } from './database';
import { diagnose, StatusDesk, StatusReader } from './diagnosis';
import {
  DownloadLinks,
  DownloadStates,
  DownloadTickets,
  LinkTickets,
  ZipDownloads,
} from './downloads';
import { EntraTokenClient } from './identity';
import { RequestLimits } from './limits';
import { FormerNames, LinkPlaces } from './links';
import { LocationRegistry } from './locations';
import { LogIndexes } from './logs';
import { SearchTurns } from './logs/search';
import { LogTails } from './logs/tail';
import { Provenances, TrustedRoots } from './provenance';
import { BindingReview } from './reviews';
import { RouterServices } from './routers/types';
import { RunIndexes } from './runs';
import { AzureBlobConfig } from './types';

/** The services of the portal that ours stand on. */
export interface PortalServices {
  auth: AuthService;
  cache: CacheService;
  catalog: CatalogService;
  database: DatabaseService;
  discovery: DiscoveryService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  notifications: NotificationService;
  permissions: PermissionsService;
  rootConfig: RootConfigService;
  scheduler: SchedulerService;
}

/** Makes everything that the routes need, and ends it with the portal. */
export async function createServices(
  portal: PortalServices,
  config: AzureBlobConfig,
  extensions: Extensions,
): Promise<RouterServices> {
  const { auth, catalog, discovery, lifecycle, logger, permissions } = portal;
  const database = await openDatabase(portal.database);
  const audit = DatabaseAuditLog.create({ database, logger });
  const entra = EntraTokenClient.create({ config: config.identity, logger });
  lifecycle.addShutdownHook(() => entra.close());
  const lockStore = DatabaseLockStore.create({ database });
  const locks = await LockView.start({ store: lockStore, logger });
  lifecycle.addShutdownHook(() => locks.stop());
  const membership = Membership.create({
    auth,
    catalog,
    config: config.membership,
    logger,
  });
  const admins = AdminGate.create({
    permissions,
    membership,
    admins: config.admins,
    locks,
  });
  const locations = LocationRegistry.fromConfig(config);
  const scopeBindings = ScopeBindings.create({
    database,
    audit,
    locations,
    takeOvers: config.takeOvers,
    notices: TakeOverNotices.create(portal),
  });
  const gate = createGate({
    audit,
    auth,
    catalog,
    config,
    database,
    entra,
    extensions,
    locations,
    locks,
    logger,
    membership,
    permissions,
    scopeBindings,
  });
  const { scheduler } = portal;
  const tickets = await DownloadTickets.start({ database, scheduler });
  const states = await DownloadStates.start({ database, scheduler });
  const links = LinkTickets.create({ auth, discovery, states, tickets });
  const services = {
    bindings: BindingReview.create({
      admins,
      audit,
      bindings: scopeBindings,
      catalog,
      locations,
      locks,
      membership,
    }),
    downloadHistory: DownloadHistory.create({ database }),
    downloads: DownloadLinks.create({ audit, auth, gate, links, tickets }),
    downloadStates: states,
    zips: ZipDownloads.create({ limits: config.archives, links }),
    gate,
    indexes: await LogIndexes.start({ database, logger, scheduler }),
    limits: createLimits(portal, config, audit),
    links: LinkPlaces.create({
      formerNames: FormerNames.create({
        auth,
        catalog,
        bindings: scopeBindings,
      }),
      gate,
      locations: config.locations,
    }),
    locks: LockDesk.create({
      admins,
      audit,
      locationIds: config.locations.map(({ id }) => id),
      store: lockStore,
      view: locks,
    }),
    provenances: Provenances.create({
      roots: TrustedRoots.fromConfig(config.provenance),
    }),
    runs: await createRunIndexes(portal, database, extensions),
    searches: SearchTurns.create(),
    tails: LogTails.create(),
    diagnose: request => diagnose({ ...request, gate, config }),
    status: StatusDesk.create({
      admins,
      audit,
      reader: createStatusReader(portal, config, database, entra),
    }),
  } satisfies RouterServices;

  const { downloads, indexes, limits, runs, tails } = services;
  lifecycle.addShutdownHook(() => tails.close());
  lifecycle.addShutdownHook(() => indexes.close());
  lifecycle.addShutdownHook(() => runs.close());
  lifecycle.addShutdownHook(() => limits.close());
  lifecycle.addShutdownHook(() => downloads.close());
  return services;
}

function createLimits(
  { cache, logger }: PortalServices,
  { rateLimits }: AzureBlobConfig,
  audit: AuditLog,
): RequestLimits {
  return RequestLimits.create({
    cache,
    logger,
    limits: rateLimits,
    report: refusals =>
      audit.deny({ ...refusals, ownerRefs: [] }, 'RateLimited'),
  });
}

async function createRunIndexes(
  { lifecycle, scheduler }: PortalServices,
  database: Knex,
  { changeSources }: Extensions,
): Promise<RunIndexes> {
  const runs = await RunIndexes.start({ database, scheduler });
  const stopping = new AbortController();
  lifecycle.addShutdownHook(() => stopping.abort());
  for (const source of changeSources) {
    await source.start({
      onChanges: changes => runs.apply(changes),
      signal: stopping.signal,
    });
  }
  return runs;
}

function createStatusReader(
  { rootConfig }: PortalServices,
  config: AzureBlobConfig,
  database: Knex,
  entra: EntraTokenClient,
): StatusReader {
  return StatusReader.create({
    config,
    databaseClient: String(database.client.config.client),
    getAppToken: () => entra.getStorageToken('application'),
    hasPermissionFramework:
      rootConfig.getOptionalBoolean('permission.enabled') ?? false,
    summarizeExchanges: () => entra.statistics.summarize(),
  });
}
