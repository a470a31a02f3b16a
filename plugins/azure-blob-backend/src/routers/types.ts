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

import { HttpAuthService, LoggerService } from '@backstage/backend-plugin-api';
import { AzureBlobDiagnosis } from 'backstage-plugin-azure-blob-common';
import { Request, Response } from 'express';
import { AccessGate, Caller, LockDesk } from '../access';
import { AuditOrigin, DownloadHistory } from '../audit';
import { DiagnosisRequest, StatusDesk } from '../diagnosis';
import { DownloadLinks, DownloadStates, ZipDownloads } from '../downloads';
import { RequestLimits } from '../limits';
import { LinkPlaces } from '../links';
import { LogIndexes } from '../logs';
import { SearchTurns } from '../logs/search';
import { LogTails } from '../logs/tail';
import { Provenances } from '../provenance';
import { BindingReview } from '../reviews';
import { RunIndexes } from '../runs';
import { RateClass } from '../types';

/** What the routes hand their work to. */
export interface RouterServices {
  bindings: BindingReview;
  downloadHistory: DownloadHistory;
  downloads: DownloadLinks;
  downloadStates: DownloadStates;
  gate: AccessGate;
  indexes: LogIndexes;
  limits: RequestLimits;
  links: Pick<LinkPlaces, 'find'>;
  locks: LockDesk;
  provenances: Provenances;
  runs: RunIndexes;
  searches: SearchTurns;
  diagnose(request: DiagnosisRequest): Promise<AzureBlobDiagnosis>;
  status: StatusDesk;
  tails: LogTails;
  zips: ZipDownloads;
}

/** What the router is made of. */
export interface RouterOptions {
  services: RouterServices;
  httpAuth: HttpAuthService;
  logger: LoggerService;
}

/** One request. */
export interface RouteContext {
  req: Request;
  res: Response;
  services: RouterServices;
  origin: AuditOrigin;
  /** Aborts when the client goes away before the answer's end. */
  signal: AbortSignal;
}

/** One request of whoever holds a link. */
export interface LinkRouteContext extends RouteContext {
  /** What the link ends in; empty where that is nothing. */
  ticket: string;
}

/** One request of a user who is signed in to the portal. */
export interface UserRouteContext extends RouteContext {
  caller: Caller;
}

/** One request of a user about an entity. */
export interface EntityRouteContext extends UserRouteContext {
  entityRef: string;
}

/** What every route has to declare. */
export interface RouteDeclaration {
  method: 'get' | 'post' | 'delete';
  path: string;
  /** What the audit calls it. */
  operation: string;
  /**
   * Who decides: `content` is the gate with the permission to read artifacts or
   * logs, `describe` the gate's description of what one may do, `admin` the
   * admin permission together with `azureBlob.admins`, `owner` former owners
   * and administrators, `link` what a download link was made for, and `self`
   * nobody but whoever began the download.
   */
  permission: 'content' | 'describe' | 'admin' | 'owner' | 'link' | 'self';
  /** `user` wants a Backstage token; `link` nothing but the link. */
  credentials: 'user' | 'link';
  /** Whether it leaves a row in the audit log. */
  audited: boolean;
  rateClass: RateClass;
}

/** A row of the table of routes. */
export type Route = RouteDeclaration &
  (
    | { credentials: 'user'; handle(context: UserRouteContext): Promise<void> }
    | { credentials: 'link'; handle(context: LinkRouteContext): Promise<void> }
  );
