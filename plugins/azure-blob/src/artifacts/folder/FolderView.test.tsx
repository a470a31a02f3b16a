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

import { fireEvent, screen, within } from '@testing-library/react';
import {
  createDemoWorld,
  createResponseError,
  FakeAzureBlobApi,
} from '../../__testUtils__';
import {
  findGrid,
  listNames,
  nameIn,
  readQuery,
  renderFolder,
} from './__testUtils__/renderFolder';

function activeName(grid: HTMLElement) {
  const id = grid.getAttribute('aria-activedescendant') ?? '';
  return nameIn(document.getElementById(id) as HTMLElement);
}

describe('FolderView', () => {
  it('should show folders first, then files as people count', async () => {
    const { user } = renderFolder();
    await findGrid();
    expect(listNames()).toEqual([
      'reports',
      'app.zip',
      'file-9.txt',
      'file-10.txt',
    ]);
    expect(screen.getByText('4 items · 5.9 KiB')).toBeVisible();

    await user.click(screen.getByRole('link', { name: 'reports' }));
    await user.click(await screen.findByRole('link', { name: 'unit' }));
    expect(await screen.findByText('junit.xml')).toBeVisible();
    expect(readQuery()).toBe('?path=1284/reports/unit/');
    const crumbs = screen.getByRole('navigation', { name: 'Folders' });
    await user.click(within(crumbs).getByRole('link', { name: 'All files' }));
    expect(await screen.findByText('app.zip')).toBeVisible();
  });

  it('should be moved through, opened and left by keys alone', async () => {
    const { user } = renderFolder();
    const grid = await findGrid();
    grid.focus();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(activeName(grid)).toBe('file-9.txt');
    await user.keyboard('{End}');
    expect(activeName(grid)).toBe('file-10.txt');
    await user.keyboard('{ArrowDown}{Home}');
    expect(activeName(grid)).toBe('reports');
    await user.keyboard('{Enter}');
    expect(await screen.findByText('coverage.html')).toBeVisible();
    (await findGrid()).focus();
    await user.keyboard('{Backspace}');
    expect(await screen.findByText('app.zip')).toBeVisible();
    (await findGrid()).focus();
    await user.keyboard('{Backspace}');
    expect(screen.getByText('app.zip')).toBeVisible();
  });

  it('should select rows, ranges and all, by keys and by mouse', async () => {
    const { user } = renderFolder();
    const grid = await findGrid();
    grid.focus();
    const selected = () =>
      within(grid).getAllByRole('row', { selected: true }).map(nameIn);
    await user.keyboard('{ArrowDown} ');
    expect(selected()).toEqual(['app.zip']);
    await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    expect(selected()).toEqual(['app.zip', 'file-9.txt', 'file-10.txt']);
    expect(screen.getByText('3 selected · 5.9 KiB')).toBeVisible();
    await user.keyboard('{Escape}');
    expect(screen.queryByText(/selected/)).not.toBeInTheDocument();
    await user.keyboard('{Control>}a{/Control}');
    expect(selected()).toHaveLength(4);
    const all = screen.getByRole('checkbox', { name: 'Select all' });
    expect(all).toBeChecked();
    await user.click(all);

    await user.click(screen.getByRole('checkbox', { name: 'Select reports' }));
    expect(all).not.toBeChecked();
    await user.keyboard('{Shift>}');
    await user.click(
      screen.getByRole('checkbox', { name: 'Select file-9.txt' }),
    );
    await user.keyboard('{/Shift}');
    expect(selected()).toEqual(['reports', 'app.zip', 'file-9.txt']);
  });

  it('should sort by name, size, time and type, and say so', async () => {
    const { user } = renderFolder();
    await findGrid();
    const header = (name: string) => screen.getByRole('columnheader', { name });
    expect(header('Name')).toHaveAttribute('aria-sort', 'ascending');
    await user.click(within(header('Size')).getByRole('button'));
    expect(listNames()).toEqual([
      'reports',
      'file-10.txt',
      'file-9.txt',
      'app.zip',
    ]);
    await user.click(within(header('Size')).getByRole('button'));
    expect(header('Size')).toHaveAttribute('aria-sort', 'descending');
    expect(listNames()[1]).toBe('app.zip');
  });

  it('should filter as one types, from a slash on', async () => {
    const { user } = renderFolder();
    (await findGrid()).focus();
    await user.keyboard('/FILE-1');
    expect(screen.getByRole('searchbox')).toHaveValue('FILE-1');
    expect(listNames()).toEqual(['file-10.txt']);
    expect(screen.getByText('1 of 4 items')).toBeVisible();
    await user.keyboard('x');
    expect(screen.getByText('No name here holds “FILE-1x”.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Clear the filter' }));
    expect(listNames()).toHaveLength(4);
  });

  it('should read a long folder as far as one scrolls, and hold few rows', async () => {
    const blobs = Object.fromEntries(
      Array.from({ length: 2500 }, (_, index) => [
        `1284/f${String(index).padStart(5, '0')}`,
        'x',
      ]),
    );
    const { api } = renderFolder({ blobs });
    const grid = await findGrid();
    expect(screen.getByText('1,000 items and more · 1,000 B')).toBeVisible();
    expect(within(grid).getAllByRole('row').length).toBeLessThan(60);
    expect(api.requestsOf('listArtifacts')).toHaveLength(1);
    grid.focus();
    fireEvent.keyDown(grid, { key: 'End' });
    Object.defineProperty(grid, 'scrollTop', { value: 39_000, writable: true });
    fireEvent.scroll(grid);
    expect(await screen.findByText(/^2,000 items and more/)).toBeVisible();
    expect(api.requestsOf('listArtifacts')).toHaveLength(2);
  });

  it('should read on before it sorts, and say where it stopped', async () => {
    const blobs = Object.fromEntries(
      Array.from({ length: 7000 }, (_, index) => [
        `1284/f${String(index).padStart(5, '0')}`,
        'x'.repeat(7000 - index),
      ]),
    );
    const { user, api } = renderFolder({ blobs });
    await findGrid();
    await user.click(screen.getByRole('button', { name: /^Size/ }));
    expect(
      await screen.findByText('Sorted within the first 5,000 items.'),
    ).toBeVisible();
    expect(api.requestsOf('listArtifacts')).toHaveLength(5);
    expect(listNames()[0]).toBe('f04999');
    await user.click(screen.getByRole('button', { name: 'Read 5,000 more' }));
    expect(await screen.findByText(/^7,000 items ·/)).toBeVisible();
    expect(listNames()[0]).toBe('f06999');
    expect(screen.queryByText(/^Sorted within/)).not.toBeInTheDocument();
  });

  it('should keep what was read when a page fails, and go on', async () => {
    const { user, api } = renderFolder();
    api.maxLimit = 2;
    await findGrid();
    api.errors.listArtifacts = await createResponseError('StorageThrottled', {
      status: 503,
    });
    await user.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(await screen.findByText('Azure Storage is busy.')).toBeVisible();
    api.errors = {};
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('app.zip')).toBeVisible();
  });

  it('should show the columns that were chosen', async () => {
    const { user } = renderFolder();
    await findGrid();
    expect(screen.queryByRole('columnheader', { name: 'Type' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Columns' }));
    await user.click(
      await screen.findByRole('menuitemcheckbox', { name: 'Type' }),
    );
    await user.keyboard('{Escape}');
    expect(
      await screen.findByRole('columnheader', { name: 'Type' }),
    ).toBeVisible();
    expect(screen.getByText('ZIP')).toBeVisible();
  });

  it('should show when files were created, and sort by it', async () => {
    const api = new FakeAzureBlobApi(createDemoWorld());
    const created = (createdAt: string) => ({ createdAt });
    api.world.locations.artifacts.details = {
      '1284/a.txt': created('2023-03-01T00:00:00.000Z'),
      '1284/b.txt': created('2021-03-01T00:00:00.000Z'),
      '1284/c.txt': created('2022-03-01T00:00:00.000Z'),
    };
    const blobs = { '1284/a.txt': '1', '1284/b.txt': '2', '1284/c.txt': '3' };
    const { user } = renderFolder({
      api,
      blobs: { ...blobs, '1284/d/e': '4' },
    });
    await findGrid();
    await user.click(screen.getByRole('button', { name: 'Columns' }));
    await user.click(
      await screen.findByRole('menuitemcheckbox', { name: 'Created' }),
    );
    await user.keyboard('{Escape}');
    const header = await screen.findByRole('columnheader', { name: 'Created' });
    await user.click(within(header).getByRole('button'));
    expect(listNames()).toEqual(['d', 'b.txt', 'c.txt', 'a.txt']);
    const [folder, oldest] = screen.getAllByRole('row').slice(1);
    expect(folder.querySelector('time')).toBeNull();
    expect([...oldest.querySelectorAll('time')].at(-1)).toHaveAttribute(
      'datetime',
      '2021-03-01T00:00:00.000Z',
    );
  });
});
