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

import { createHash } from 'node:crypto';
import { parseEntityRef } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { AzureBlobArchiveLink } from 'backstage-plugin-azure-blob-common';
import { Response } from 'express';
import { AccessRequest, AccessSession, Caller } from '../access';
import { AuditOutcome } from '../audit';
import { TransferListener } from '../content';
import { toFileName } from '../toFileName';
import { ArchivesConfig } from '../types';
import { assertCarries, LinkTickets } from './LinkTickets';
import { findCommonFolder, planZip, ZipPlan } from './zip/planZip';
import { sendZip } from './zip/sendZip';

/** Enough to know by; the digest stands for all of them. */
const RECORDED_PATHS = 100;

/** Which files and folders are wanted. */
export interface ZipRequest {
  session: AccessSession;
  entityRef: string;
  location: string;
  paths: string[];
  signal: AbortSignal;
}

/** Many files and folders as one zip. */
export class ZipDownloads {
  readonly #limits: ArchivesConfig;
  readonly #links: LinkTickets;

  private constructor(limits: ArchivesConfig, links: LinkTickets) {
    this.#limits = limits;
    this.#links = links;
  }

  static create(options: {
    limits: ArchivesConfig;
    links: LinkTickets;
  }): ZipDownloads {
    return new ZipDownloads(options.limits, options.links);
  }

  /** What to ask the gate for: one zip is one row, with what was asked for. */
  toAccessRequest(
    paths: string[],
  ): Pick<AccessRequest, 'action' | 'path' | 'kind' | 'details'> {
    const digest = createHash('sha256').update(JSON.stringify(paths));
    const details: JsonObject = {
      paths: paths.slice(0, RECORDED_PATHS),
      ...(paths.length > RECORDED_PATHS && {
        pathCount: paths.length,
        pathsSha256: digest.digest('hex'),
      }),
    };
    const path = findCommonFolder(paths);
    return { action: 'read', path, kind: 'folder', details };
  }

  /**
   * @throws `AzureBlobError` with `ArchiveTooLarge`, or as listing does: what
   * can be told now is not left to a browser on its way.
   */
  async createLink(
    request: ZipRequest & { caller: Caller; crossSite: boolean },
  ): Promise<AzureBlobArchiveLink> {
    const { caller, crossSite, session, entityRef, location, paths } = request;
    assertCarries(caller);
    const plan = await this.#plan(request);
    const { size, files } = plan;
    const [{ id, url, expiresAt }] = await this.#links.issue({
      caller,
      entityRef,
      location,
      crossSite,
      targets: [{ session, size, target: { kind: 'zip', paths } }],
    });
    const name = toZipName(entityRef, plan);
    return { id, url, name, expiresAt, files: files.length, size };
  }

  /** Answers with the zip itself. */
  async send(
    request: ZipRequest & { res: Response; listener?: TransferListener },
  ): Promise<AuditOutcome> {
    const plan = await this.#plan(request);
    const name = toZipName(request.entityRef, plan);
    return sendZip({ ...request, plan, name });
  }

  #plan({ session, paths, signal }: ZipRequest): Promise<ZipPlan> {
    return planZip({ session, paths, limits: this.#limits, signal });
  }
}

function toZipName(entityRef: string, { folder }: ZipPlan): string {
  const { name } = parseEntityRef(entityRef);
  const segments = folder.split('/').filter(Boolean);
  return toFileName(`${[name, ...segments].join('-')}.zip`);
}
