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

import { createContext, useContext } from 'react';
import {
  AzureBlobArchiveEntry,
  AzureBlobDetails,
} from 'backstage-plugin-azure-blob-common';

/** What is shown, and where it is. */
export interface PreviewTarget {
  entityRef: string;
  /** The id of the location. */
  location: string;
  details: AzureBlobDetails;
  /** `version` of an `AzureBlobVersion`; the current one where it is left out. */
  version?: string;
  /** Opens a member of the archive; without it, the URL says which is open. */
  onOpenEntry?(entry: AzureBlobArchiveEntry): void;
}

/** Hands the target down to whatever part of a preview needs it. */
export const PreviewTargetContext = createContext<PreviewTarget | undefined>(
  undefined,
);

/** What is shown, to the parts of a preview. */
export function usePreviewTarget(): PreviewTarget {
  const target = useContext(PreviewTargetContext);
  if (!target) {
    throw new Error('Only a part of a preview knows its target.');
  }
  return target;
}
