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

import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { createDemoWorld, FakeAzureBlobApi } from '../../../__testUtils__';
import { renderTab } from '../../../__testUtils__/renderTab';
import { FolderView } from '../FolderView';

/** What a run holds, unless a test needs another. */
export const DEMO_FILES = {
  '1284/reports/unit/junit.xml': '<testsuites/>',
  '1284/reports/coverage.html': 'x'.repeat(3000),
  '1284/file-10.txt': 'ten bytes.',
  '1284/file-9.txt': 'x'.repeat(2000),
  '1284/app.zip': 'x'.repeat(4000),
};

/** Renders the folder of a run, and records what is copied. */
export function renderFolder(
  options: {
    blobs?: Record<string, string>;
    url?: string;
    api?: FakeAzureBlobApi;
  } = {},
) {
  const { blobs = DEMO_FILES, url } = options;
  const api = options.api ?? new FakeAzureBlobApi(createDemoWorld());
  api.world.locations.artifacts.blobs = blobs;
  const apis = renderTab(
    <>
      <FolderView
        access={api.world.access}
        entityRef="component:default/payments-api"
        location="artifacts"
        root="1284/"
      />
      <Search />
    </>,
    api,
    { url },
  );
  const user = userEvent.setup();
  const copied: string[] = [];
  jest
    .spyOn(navigator.clipboard, 'writeText')
    .mockImplementation(async text => {
      copied.push(text);
    });
  return { ...apis, api, user, copied };
}

/** The query of the URL, decoded. */
export function readQuery(): string | null | undefined {
  return document.querySelector('output')?.textContent;
}

/** The table, once there is one. */
export function findGrid(): Promise<HTMLElement> {
  return screen.findByRole('grid', { name: 'Files and folders' });
}

/** The name in a row. */
export function nameIn(row: HTMLElement): string | null {
  return within(row).getAllByRole('gridcell')[1].textContent;
}

/** The names in all rows that are rendered. */
export function listNames(): Array<string | null> {
  return screen.getAllByRole('row').slice(1).map(nameIn);
}

function Search() {
  return <output>{decodeURIComponent(useLocation().search)}</output>;
}
