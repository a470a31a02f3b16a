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
  createDemoWorld,
  describeBlob,
  FakeAzureBlobApi,
  FakeBlob,
  FakeLocation,
} from '../../__testUtils__';
import { renderTab } from '../../__testUtils__/renderTab';
import { FilePreview } from '../FilePreview';
import { FileSource } from '../FileSource';
import { PreviewTarget } from '../frame';

/** The folder of the run that files to be shown are in. */
export const FOLDER = '1284/reports/';

/** What to show, and as what. */
export interface PreviewOptions {
  /** Other files of the run, by their path in {@link FOLDER}. */
  files?: Record<string, FakeBlob>;
  /** What is in it, where it is an archive. */
  entries?: FakeArchiveEntries;
  /** The query of the URL. */
  query?: string;
  isSource?: boolean;
  target?: Partial<PreviewTarget>;
  prepare?(api: FakeAzureBlobApi): void;
}

type FakeArchiveEntries = NonNullable<
  FakeLocation['archives']
>[string]['entries'];

/** Renders the preview of one file. */
export function renderPreview(
  name: string,
  blob: FakeBlob,
  options: PreviewOptions = {},
): FakeAzureBlobApi {
  const { files = {}, entries, query = '', isSource, target } = options;
  const path = `${FOLDER}${name}`;
  const world = createDemoWorld();
  world.locations.artifacts = {
    ...world.locations.artifacts,
    blobs: Object.fromEntries([
      ...Object.entries(files).map(([key, file]) => [`${FOLDER}${key}`, file]),
      [path, blob],
    ]),
    archives: entries && { [path]: { format: 'zip', entries } },
  };
  const api = new FakeAzureBlobApi(world);
  options.prepare?.(api);
  const View = isSource ? FileSource : FilePreview;
  renderTab(
    <View
      entityRef="component:default/payments-api"
      location="artifacts"
      details={describeBlob(path, blob)}
      {...target}
    />,
    api,
    { url: `/?run=1284${query}` },
  );
  return api;
}
