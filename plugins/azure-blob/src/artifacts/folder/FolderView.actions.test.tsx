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

import { screen, waitFor, within } from '@testing-library/react';
import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';
import { createDemoWorld, FakeAzureBlobApi } from '../../__testUtils__';
import {
  findGrid,
  listNames,
  renderFolder,
} from './__testUtils__/renderFolder';

describe('FolderView actions', () => {
  it('should copy all that names a file, and confirm it', async () => {
    const { user, toasts, copied } = renderFolder();
    await findGrid();
    const copy = async (label: string) => {
      await user.click(
        screen.getByRole('button', { name: 'More for file-9.txt' }),
      );
      await user.click(await screen.findByRole('menuitem', { name: label }));
      await waitFor(() =>
        expect(toasts).toHaveBeenLastCalledWith(
          expect.objectContaining({ status: 'success' }),
        ),
      );
      const [[toast]] = toasts.mock.calls.slice(-1);
      toasts.mockClear();
      return [toast.title, copied[copied.length - 1]];
    };
    expect(await copy('Copy path')).toEqual(['Path copied', '1284/file-9.txt']);
    const [, link] = await copy('Copy link');
    expect(link).toMatch(
      /^http.*\/artifacts\/component\/default\/payments-api\/file-9\.txt\?.*run=1284/,
    );
    const [, checksum] = await copy('Copy checksum');
    expect(checksum).toMatch(/^[0-9a-f]{32}$/);
    const [, az] = await copy('Copy az command');
    expect(az).toBe(
      `az storage blob download --auth-mode login --blob-url 'https://contosobuilds.blob.core.windows.net/artifacts/component/default/payments-api/1284/file-9.txt' --file './file-9.txt'`,
    );
    const [, azcopy] = await copy('Copy azcopy command');
    expect(azcopy).toMatch(/^azcopy copy/);
    const [, curl] = await copy('Copy curl command');
    expect(curl).toContain(
      '/content?location=artifacts&path=1284%2Ffile-9.txt',
    );
  });

  it('should offer no way past the portal where it reads storage as itself', async () => {
    const api = new FakeAzureBlobApi(createDemoWorld());
    api.storageUrl = undefined;
    const { user } = renderFolder({ api });
    const grid = await findGrid();
    await user.click(
      screen.getByRole('button', { name: 'More for file-9.txt' }),
    );
    const items = await screen.findAllByRole('menuitem');
    expect(items.map(({ textContent }) => textContent)).toEqual([
      'Copy link',
      'Copy path',
      'Copy checksum',
      'Copy curl command',
    ]);
    await user.keyboard('{Escape}');
    grid.focus();
    await user.keyboard('{Control>}a{/Control}');
    const bar = within(screen.getByRole('group', { name: 'Selection' }));
    expect(bar.getByRole('button', { name: 'Copy links' })).toBeVisible();
    expect(bar.queryByRole('button', { name: /azcopy/ })).toBeNull();
  });

  it('should download a selection and a folder as one zip, and copy links', async () => {
    const { user, api, copied } = renderFolder();
    const grid = await findGrid();
    grid.focus();
    await user.keyboard('{Control>}a{/Control}');
    await user.click(screen.getByRole('button', { name: 'Download zip' }));
    await waitFor(() =>
      expect(api.requestsOf('createArchiveLink')).toEqual([
        expect.objectContaining({ paths: ['1284/'] }),
      ]),
    );
    api.calls.length = 0;
    await user.keyboard('{Escape}');
    grid.focus();
    await user.keyboard('{Escape}{Home} {ArrowDown} ');
    await user.click(screen.getByRole('button', { name: 'Download zip' }));
    await waitFor(() =>
      expect(api.requestsOf('createArchiveLink')).toEqual([
        {
          entityRef: 'component:default/payments-api',
          location: 'artifacts',
          paths: ['1284/reports/', '1284/app.zip'],
        },
      ]),
    );
    await user.click(screen.getByRole('button', { name: 'Copy links' }));
    await waitFor(async () =>
      expect(copied[copied.length - 1].split('\n')).toEqual([
        expect.stringContaining('/payments-api/reports/?'),
        expect.stringContaining('/payments-api/app.zip?'),
      ]),
    );
    await user.click(
      screen.getByRole('button', { name: 'More for this folder' }),
    );
    await user.click(
      await screen.findByRole('menuitem', { name: 'Download as zip' }),
    );
    await waitFor(() =>
      expect(api.requestsOf('createArchiveLink')[1]).toMatchObject({
        paths: ['1284/'],
      }),
    );
  });

  it('P8: should show what a name holds, and never fetch what breaks the rules', async () => {
    const api = new FakeAzureBlobApi(createDemoWorld());
    const list = api.listArtifacts.bind(api);
    api.listArtifacts = async (...request) => {
      const page = await list(...request);
      const items: AzureBlobItem[] = page.items.map(item => ({
        ...item,
        unsupportedName: /\p{Cc}|\\/u.test(item.name),
      }));
      return { ...page, items };
    };
    const { user } = renderFolder({
      blobs: { '1284/a\nb\u0007': 'x', '1284/photo\u202egpj.exe': 'y' },
      api,
    });
    const grid = await findGrid();
    expect(listNames()).toEqual(['aU+000AbU+0007', 'photoU+202Egpj.exe']);
    expect(grid.querySelectorAll('bdi')).toHaveLength(2);
    const [, broken] = within(grid).getAllByRole('row');
    expect(broken).toHaveTextContent('Cannot be opened');
    expect(within(broken).queryByRole('link')).toBeNull();
    expect(within(broken).queryByRole('button')).toBeNull();
    grid.focus();
    await user.keyboard('{Enter} {Control>}a{/Control}');
    expect(screen.getByText('1 selected · 1 B')).toBeVisible();
    expect(api.requestsOf('getArtifact')).toHaveLength(0);
  });
});
