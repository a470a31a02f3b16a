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

import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  addDifferences,
  createDemoWorld,
  createResponseError,
  FakeAzureBlobApi,
  FakeIntersectionObserver,
} from '../../__testUtils__';
import { renderTab } from '../../__testUtils__/renderTab';
import { ArtifactsContent } from '../ArtifactsContent';
import { MAX_SIDE_BYTES } from './readSide';

const COMPARED = '/?location=artifacts&run=1284&compare=1282';

function createApi(added?: number) {
  const world = createDemoWorld();
  addDifferences(world, added);
  return new FakeAzureBlobApi(world);
}

function open(api: FakeAzureBlobApi, file?: string) {
  const query = file === undefined ? '' : `&file=${encodeURIComponent(file)}`;
  return renderTab(<ArtifactsContent />, api, { url: `${COMPARED}${query}` });
}

const findList = () => screen.findByRole('grid', { name: 'Differences' });
const findDiff = (path: string) =>
  screen.findByRole('grid', { name: `Differences in ${path}` });

describe('CompareRuns', () => {
  it('should open from a run, with the last good one of its branch chosen', async () => {
    const user = userEvent.setup();
    const api = createApi();
    const { runs = [] } = api.world.locations.artifacts;
    Object.assign(runs[0], { startedAt: '2026-11-21T21:00:00.000Z' });
    Object.assign(runs[2], { status: 'succeeded' });
    renderTab(<ArtifactsContent />, api);
    await user.click(
      await screen.findByRole('button', { name: 'Compare with…' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Compare #1284 with',
    });
    const previous = await within(dialog).findByRole('row', { name: /^#1282/ });
    await waitFor(() =>
      expect(previous).toHaveAttribute('aria-selected', 'true'),
    );
    expect(within(dialog).queryByRole('row', { name: /^#1284/ })).toBeNull();
    await user.type(
      within(dialog).getByRole('searchbox', { name: 'Find a run' }),
      'rather-long',
    );
    await within(dialog).findByText('1 run');
    await user.click(within(dialog).getByRole('row', { name: /^#1283/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Compare' }));
    expect(
      await screen.findByRole('heading', { name: '#1283 compared with #1284' }),
    ).toBeVisible();
    expect(api.requestsOf('compareRuns')[0]).toMatchObject({
      base: '1283',
      head: '1284',
    });
  });

  it('should tell what was added, removed and changed, and by how much', async () => {
    const user = userEvent.setup();
    open(createApi());
    const list = await findList();
    const changed = within(list).getByRole('row', { name: 'app.bin' });
    expect(changed).toHaveTextContent('Changed');
    expect(changed).toHaveTextContent('3 B → 4 B');
    expect(changed).toHaveTextContent('+1 B');
    const removed = within(list).getByRole('row', { name: 'old/removed.txt' });
    expect(removed).toHaveTextContent('Removed');
    expect(removed).toHaveTextContent('−5 B');
    expect(
      screen.getByText(/1\.9 MiB → 3\.2 MiB \(\+1\.3 MiB\)/),
    ).toBeVisible();

    const kinds = screen.getByRole('radiogroup', { name: 'Show' });
    await user.click(within(kinds).getByRole('radio', { name: 'Removed 1' }));
    await waitFor(() =>
      expect(within(list).getAllByRole('row')).toHaveLength(1),
    );
    expect(screen.getByText('1 difference')).toBeVisible();

    await user.click(screen.getByRole('link', { name: 'Swap the two' }));
    expect(
      await screen.findByRole('heading', { name: '#1284 compared with #1282' }),
    ).toBeVisible();
    await user.click(screen.getByRole('link', { name: 'Back to #1282' }));
    expect(await screen.findByText('old')).toBeVisible();
    expect(screen.getByRole('grid', { name: 'Runs' })).toBeVisible();
  });

  it('should page through many differences, and look for a kind in all pages', async () => {
    const user = userEvent.setup();
    const api = createApi(45);
    api.maxLimit = 20;
    open(api);
    expect(await screen.findByText('20 shown, more below')).toBeVisible();
    await act(async () => FakeIntersectionObserver.reachEnds());
    expect(await screen.findByText('40 shown, more below')).toBeVisible();
    await user.click(screen.getByRole('radio', { name: 'Removed 1' }));
    expect(await screen.findByText('1 difference')).toBeVisible();
    expect(api.requestsOf('compareRuns')).toHaveLength(3);
  });

  it('should set the lines of a text side by side, or one below the other', async () => {
    const user = userEvent.setup();
    const width = jest
      .spyOn(HTMLElement.prototype, 'clientWidth', 'get')
      .mockReturnValue(899);
    open(createApi());
    const list = await findList();
    await user.click(within(list).getByRole('row', { name: 'CHANGES.md' }));
    const table = await findDiff('CHANGES.md');
    const rowsOf = (text: string) =>
      within(table)
        .getAllByRole('row')
        .filter(row => row.textContent?.includes(text));
    expect(screen.getByText('3 added, 3 removed')).toBeVisible();
    expect(rowsOf('line 30')).toHaveLength(2);
    expect(within(table).queryByText('line 10')).toBeNull();
    await user.click(
      within(table).getByRole('button', { name: '27 unchanged lines' }),
    );
    expect(within(table).getByText('line 10')).toBeVisible();

    width.mockReturnValue(900);
    await act(async () => {
      window.dispatchEvent(new Event('resize'));
    });
    const [row] = rowsOf('line 30');
    expect(rowsOf('line 30')).toHaveLength(1);
    const cells = within(row).getAllByRole('gridcell');
    expect(cells.map(cell => cell.textContent)).toEqual([
      '31',
      'removed-line 30',
      '31',
      'added+line 30, put better',
    ]);
    width.mockRestore();
  });

  it('should show what a line holds, and let nothing of it act', async () => {
    open(createApi(), '1284/min.js');
    const table = await findDiff('min.js');
    expect(table).toHaveTextContent('1,002 more characters');
    expect(table).toHaveTextContent('\ufffdreversed');
    expect(table.textContent).not.toContain('\u202e');
  });

  it('should give the way to both sides where they cannot be compared', async () => {
    const api = createApi();
    const { blobs } = api.world.locations.artifacts;
    blobs['1282/huge.txt'] = 'a';
    blobs['1284/huge.txt'] = 'b'.repeat(MAX_SIDE_BYTES + 1);
    open(api, '1284/huge.txt');
    expect(
      await screen.findByText(/Files over 1 MiB are not compared/),
    ).toBeVisible();
    expect(api.requestsOf('readContent')).toHaveLength(0);
    expect(screen.getByRole('link', { name: 'Open in #1282' })).toHaveAttribute(
      'href',
      expect.stringMatching(/run=1282.*file=1282%2Fhuge\.txt/),
    );
    expect(
      screen.getByRole('button', { name: 'Download from #1284' }),
    ).toBeEnabled();
    const user = userEvent.setup();
    await user.click(
      within(await findList()).getByRole('row', { name: 'app.bin' }),
    );
    expect(await screen.findByText(/This is not text/)).toBeVisible();
  });

  it('should not read on where a side is longer than it was said to be', async () => {
    const api = createApi();
    api.world.locations.artifacts.blobs['1284/CHANGES.md'] = 'x\n'.repeat(
      MAX_SIDE_BYTES,
    );
    api.world.locations.artifacts.details = { '1284/CHANGES.md': { size: 10 } };
    open(api, '1284/CHANGES.md');
    expect(
      await screen.findByText(/Files over 1 MiB are not compared/),
    ).toBeVisible();
    expect(
      api.requestsOf<{ length: number }>('readContent').map(r => r.length),
    ).toEqual([MAX_SIDE_BYTES + 1, MAX_SIDE_BYTES + 1]);
  });

  it('should say why a side cannot be read, and try again', async () => {
    const user = userEvent.setup();
    const api = createApi();
    api.errors.readContent = await createResponseError('MalwareFound');
    open(api, '1284/CHANGES.md');
    expect(await screen.findByText(/\(MalwareFound\)/)).toBeVisible();
    api.errors = {};
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await findDiff('CHANGES.md')).toBeVisible();
  });

  it('should say that runs are the same, not all compared, or gone', async () => {
    const api = createApi();
    const { artifacts } = api.world.locations;
    artifacts.maxCompared = 3;
    open(api);
    expect(
      await screen.findByText(/One of the runs has more files/),
    ).toBeVisible();
    cleanup();
    renderTab(<ArtifactsContent />, api, { url: '/?run=1284&compare=1284' });
    expect(
      await screen.findByText('The two runs have the same files.'),
    ).toBeVisible();
    cleanup();
    renderTab(<ArtifactsContent />, api, { url: '/?run=1284&compare=7' });
    expect(
      await screen.findByText('One of the two runs is not there any more.'),
    ).toBeVisible();
  });

  it('should say why runs cannot be compared', async () => {
    const user = userEvent.setup();
    const api = createApi();
    api.errors.compareRuns = await createResponseError('StorageThrottled', {
      status: 503,
    });
    open(api);
    expect(await screen.findByText('Azure Storage is busy.')).toBeVisible();
    api.errors = {};
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await findList()).toBeVisible();
  });
});
