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

import { parseEntityRef } from '@backstage/catalog-model';
import { AzureBlobApi } from 'backstage-plugin-azure-blob-common';
import { FakeAzureBlobApi } from '../src/__testUtils__';
import { createAdminApi } from './createAdminApi';
import { createStateApi } from './createStateApi';
import { devStates } from './devEntities';

/** The API of each entity that has been looked at. */
export const stateApis = new Map<string, FakeAzureBlobApi>();

/** An API that answers for every state of {@link devStates}. */
export function createDevApi(): AzureBlobApi {
  const admin = createAdminApi();
  const apiOf = (entityRef: string) => {
    const state = devStates.find(
      name => name === parseEntityRef(entityRef).name,
    );
    const api =
      stateApis.get(entityRef) ?? createStateApi(state ?? 'payments-api');
    stateApis.set(entityRef, api);
    return api;
  };
  // The ids of the fake links begin with the entity they are of
  const apiOfDownload = (id: string) => apiOf(id.slice(0, id.indexOf('#')));
  return {
    getAccess: (request, options) =>
      apiOf(request.entityRef).getAccess(request, options),
    listRuns: (request, options) =>
      apiOf(request.entityRef).listRuns(request, options),
    getRun: (request, options) =>
      apiOf(request.entityRef).getRun(request, options),
    compareRuns: (request, options) =>
      apiOf(request.entityRef).compareRuns(request, options),
    getOverview: (request, options) =>
      apiOf(request.entityRef).getOverview(request, options),
    readContent: (request, options) =>
      apiOf(request.entityRef).readContent(request, options),
    listArchiveEntries: (request, options) =>
      apiOf(request.entityRef).listArchiveEntries(request, options),
    getProvenance: (request, options) =>
      apiOf(request.entityRef).getProvenance(request, options),
    resolveLink: (request, options) =>
      apiOf(request.entityRef).resolveLink(request, options),
    createArchiveLink: (request, options) =>
      apiOf(request.entityRef).createArchiveLink(request, options),
    listArtifacts: (request, options) =>
      apiOf(request.entityRef).listArtifacts(request, options),
    getArtifact: (request, options) =>
      apiOf(request.entityRef).getArtifact(request, options),
    getLog: (request, options) =>
      apiOf(request.entityRef).getLog(request, options),
    getLogLines: (request, options) =>
      apiOf(request.entityRef).getLogLines(request, options),
    getLogOutline: (request, options) =>
      apiOf(request.entityRef).getLogOutline(request, options),
    readLogText: (request, options) =>
      apiOf(request.entityRef).readLogText(request, options),
    searchLog: (request, options) =>
      apiOf(request.entityRef).searchLog(request, options),
    searchLogs: (request, options) =>
      apiOf(request.entityRef).searchLogs(request, options),
    tailLog: (request, options) =>
      apiOf(request.entityRef).tailLog(request, options),
    compareLogs: (request, options) =>
      apiOf(request.entityRef).compareLogs(request, options),
    createDownloadLinks: (request, options) =>
      apiOf(request.entityRef).createDownloadLinks(request, options),
    getDiagnosis: (request, options) =>
      apiOf(request.entityRef).getDiagnosis(request, options),
    getBindings: (request, options) =>
      apiOf(request.entityRef).getBindings(request, options),
    confirmBinding: (request, options) =>
      apiOf(request.entityRef).confirmBinding(request, options),
    getDownload: (request, options) =>
      apiOfDownload(request.id).getDownload(request, options),
    cancelDownload: (request, options) =>
      apiOfDownload(request.id).cancelDownload(request, options),
    getStatus: options => admin.getStatus(options),
    listLocks: options => admin.listLocks(options),
    createLock: (request, options) => admin.createLock(request, options),
    deleteLock: (request, options) => admin.deleteLock(request, options),
  };
}
