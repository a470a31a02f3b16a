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
  AzureBlobAccess,
  AzureBlobLocationContent,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { AccessGate, Caller } from '../access';
import { LocationConfig } from '../types';
import { FormerNames } from './FormerNames';

const USUAL_CONTENT: AzureBlobLocationContent = 'artifacts';

/** Where a link leads, as far as that is told before the gate. */
export interface LinkPlace {
  entityRef: string;
  /** The ref that was asked for, where that is another one. */
  movedFrom?: string;
  /** The id of the location. */
  location: string;
}

/** Options of {@link LinkPlaces.create}. */
export interface LinkPlacesOptions {
  formerNames: Pick<FormerNames, 'find'>;
  gate: Pick<AccessGate, 'describe'>;
  locations: Array<Pick<LocationConfig, 'id' | 'content' | 'formerIds'>>;
}

/** Finds which entity and location the names of a link stand for today. */
export class LinkPlaces {
  readonly #options: LinkPlacesOptions;

  private constructor(options: LinkPlacesOptions) {
    this.#options = options;
  }

  static create(options: LinkPlacesOptions): LinkPlaces {
    return new LinkPlaces(options);
  }

  /**
   * Lets nobody in: what it finds has to be asked of the gate, and what it does
   * not find comes back as it was, for the gate to refuse.
   *
   * @throws `AzureBlobError` with `CatalogUnavailable` or `AuditUnavailable`
   * where it can't be told whether the entity has another name.
   */
  async find(
    caller: Caller,
    asked: { entityRef: string; location?: string },
  ): Promise<LinkPlace> {
    const { formerNames } = this.#options;
    const access = await this.#describe(caller, asked.entityRef);
    if (access !== 'unknown') {
      const location = this.#chooseLocation(asked.location, access);
      return { entityRef: asked.entityRef, location };
    }
    const { credentials } = caller;
    const entityRef = await formerNames.find(asked.entityRef, credentials);
    if (entityRef === undefined) {
      return {
        entityRef: asked.entityRef,
        location: this.#chooseLocation(asked.location),
      };
    }
    const found = await this.#describe(caller, entityRef);
    return {
      entityRef,
      movedFrom: asked.entityRef,
      location: this.#chooseLocation(
        asked.location,
        found === 'unknown' ? undefined : found,
      ),
    };
  }

  /** Nothing where it can't be told now; the gate will say why, on record. */
  async #describe(
    caller: Caller,
    entityRef: string,
  ): Promise<AzureBlobAccess | 'unknown' | undefined> {
    try {
      return await this.#options.gate.describe(caller, entityRef);
    } catch (error) {
      if (!(error instanceof AzureBlobError)) {
        throw error;
      }
      return error.code === 'EntityNotFound' ? 'unknown' : undefined;
    }
  }

  #chooseLocation(id: string | undefined, access?: AzureBlobAccess): string {
    const { locations } = this.#options;
    if (id !== undefined) {
      const current = locations.find(({ formerIds }) =>
        formerIds?.includes(id),
      );
      return current?.id ?? id;
    }
    const candidates = [...(access?.locations ?? []), ...locations];
    const { id: chosen } =
      candidates.find(({ content }) => content === USUAL_CONTENT) ??
      candidates[0];
    return chosen;
  }
}
