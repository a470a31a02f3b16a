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

import { AzureBlobApi } from 'backstage-plugin-azure-blob-common';
import { DownloadRequest } from './Download';

/** A link that a browser can follow by itself. */
export interface FollowableLink {
  /** Absent where nobody is told how it goes. */
  id?: string;
  url: string;
  /** Of the zip. */
  name?: string;
  size: number;
}

/** Makes the link for what somebody wants to have. */
export async function createLink(
  api: AzureBlobApi,
  request: DownloadRequest,
): Promise<FollowableLink> {
  const { entityRef, location, paths, kind, version, lines } = request;
  if (kind === 'zip') {
    return api.createArchiveLink({ entityRef, location, paths });
  }
  const file = {
    ...{ entityRef, location, paths },
    ...(version && { version }),
    // Storage would give all of it, and not the lines alone.
    ...(lines && { lines, mode: 'ticket' as const }),
  };
  const {
    links: [link],
  } = await api.createDownloadLinks(file);
  if (!link.userBound) {
    return link;
  }
  // Storage wants a token with it, which a browser does not send by itself.
  const { links } = await api.createDownloadLinks({ ...file, mode: 'ticket' });
  return links[0];
}
