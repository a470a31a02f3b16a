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

import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import {
  AzureBlobErrorCode,
  AzureBlobErrorReason,
  AzureBlobFixer,
} from 'backstage-plugin-azure-blob-common';
import { AssertionOverrides, LocalAzure } from 'local-azure';

/** Something that is wrong, and what the diagnosis has to make of it. */
export interface Misconfiguration {
  /** As in the table of docs/diagnosis.md. */
  number: string;
  what: string;
  /** The id of the check that does not pass. */
  check: string;
  code?: AzureBlobErrorCode;
  reason?: AzureBlobErrorReason;
  /** Who mends it first. */
  who: AzureBlobFixer;
  /** What the fixes have to hold, each in a command, a config or a text. */
  advice: string[];
  /** Changes the app-config, in a portal of its own. */
  config?(
    config: JsonObject,
    azure: LocalAzure,
  ): JsonObject | Promise<JsonObject>;
  /** Changes the catalog, in a portal of its own. */
  entities?(entities: Entity[]): Entity[];
  /** Changes Azure until the end of the test. */
  azure?(azure: LocalAzure): void;
  /** Changes alice's token; or somebody else's, or none at all. */
  token?: AssertionOverrides | 'bob' | 'none';
}
