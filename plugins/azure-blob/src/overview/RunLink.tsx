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

import { Link } from '@backstage/ui';
import { AzureBlobRun } from 'backstage-plugin-azure-blob-common';
import { runTitle } from '../runs/runTitle';

/** Props of {@link RunLink}. */
export interface RunLinkProps {
  /** Of the Artifacts tab. */
  tabPath: string;
  location: string;
  run: AzureBlobRun;
}

/** Leads to a run in the Artifacts tab. */
export function RunLink({ tabPath, location, run }: RunLinkProps) {
  const query = new URLSearchParams({ location, run: run.id });
  return (
    <Link href={`${tabPath}?${query}`}>
      <bdi>{runTitle(run)}</bdi>
    </Link>
  );
}
