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

import { AzureBlobLinkTarget } from 'backstage-plugin-azure-blob-common';
import { LATEST } from '../runs/latestRun';
import { Permalink } from './Permalink';
import { toPermalink } from './toPermalink';
import { toTabQuery } from './toTabQuery';

/** A link to what is left of what a permanent link named. */
export interface WayOn {
  id: 'nearest' | 'current' | 'versions' | 'run' | 'latest' | 'all';
  /** Within the portal. */
  href: string;
}

/**
 * Lists what is left where a link leads to nothing, the nearest to it first.
 *
 * @param tabPath - of the tab of the entity
 */
export function listWaysOn(
  link: Permalink,
  target: AzureBlobLinkTarget,
  tabPath: string,
): WayOn[] {
  const { entityRef, location, run, gone, nearestRun } = target;
  const scope = { entityRef, location };
  const ways: WayOn[] = [];
  if (gone === 'version') {
    const current = toTabQuery(link, { ...target, blobVersion: undefined });
    ways.push({ id: 'current', href: `${tabPath}?${current}` });
    current.set('tab', 'versions');
    ways.push({ id: 'versions', href: `${tabPath}?${current}` });
  }
  if (nearestRun !== undefined && gone !== 'version') {
    const { path, line } = link;
    ways.push({
      id: 'nearest',
      href: toPermalink({ ...scope, run: nearestRun, path, line }),
    });
  }
  if (gone === 'path' && run !== undefined) {
    ways.push({ id: 'run', href: toPermalink({ ...scope, run }) });
  }
  if (gone === 'run' && link.run !== LATEST) {
    ways.push({ id: 'latest', href: toPermalink({ ...scope, run: LATEST }) });
  }
  const all = new URLSearchParams({ location });
  return [...ways, { id: 'all', href: `${tabPath}?${all}` }];
}
