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

import { makeValidator, stringifyEntityRef } from '@backstage/catalog-model';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';

const validator = makeValidator();

const RULES = {
  kind: validator.isValidKind,
  namespace: validator.isValidNamespace,
  name: validator.isValidEntityName,
};

/**
 * The canonical ref of the entity that a route names.
 *
 * @throws `AzureBlobError` with `InvalidRequest`, naming the part that is wrong.
 */
export function readEntityRef(params: Record<string, string>): string {
  for (const [part, isValid] of Object.entries(RULES)) {
    if (!isValid(params[part])) {
      throw new AzureBlobError(
        'InvalidRequest',
        `The ${part} of the entity is not valid.`,
      );
    }
  }
  const { kind, namespace, name } = params;
  return stringifyEntityRef({ kind, namespace, name });
}
