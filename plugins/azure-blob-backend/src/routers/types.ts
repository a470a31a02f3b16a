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
import { Request, Response } from 'express';
import { AccessGate, Caller } from '../access';
import { LogIndexes } from '../logs';

/** What the router is made of. */
export interface RouterOptions {
  gate: AccessGate;
  httpAuth: HttpAuthService;
  indexes: LogIndexes;
  logger: LoggerService;
}

/** One request, once it is known who asks and about which entity. */
export interface RouteContext {
  req: Request;
  res: Response;
  gate: AccessGate;
  indexes: LogIndexes;
  caller: Caller;
  entityRef: string;
  /** Aborts when the client goes away before the answer's end. */
  signal: AbortSignal;
}

/** A row of the table of routes. */
export interface Route {
  method: 'get';
  path: string;
  /** What the audit calls it. */
  operation: string;
  handle(context: RouteContext): Promise<void>;
}
