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
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  createDemoWorld,
  createManyRuns,
  createResponseError,
  FakeAzureBlobApi,
} from '../__testUtils__';
import { renderTab } from '../__testUtils__/renderTab';
import { ArtifactsContent } from './ArtifactsContent';

function createApi(runs?: number) {
  const world = createDemoWorld();
  if (runs !== undefined) {
    world.locations.artifacts.runs = createManyRuns(runs);
  }
  return new FakeAzureBlobApi(world);
}

const findRuns = () => screen.findByRole('grid', { name: 'Runs' });
const findRun = async (name: RegExp) =>
  within(await findRuns()).findByRole('row', { name });
const searchField = () =>
  screen.getByRole('searchbox', { name: 'Filter the runs by text' });
const scrollTo = async (index: number) => {
  const grid = await findRuns();
  const scrollTop = { value: index * 60, writable: true, configurable: true };
  Object.defineProperty(grid, 'scrollTop', scrollTop);
  await act(async () => {
    fireEvent.scroll(grid);
  });
};

describe('ArtifactRuns', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('should say of a run what is known, and let nothing of it act', async () => {
    const api = createApi();
    const [run] = api.world.locations.artifacts.runs ?? [];
    Object.assign(run, {
      size: 222_298_112,
      version: '1.4.1284',
      commitUrl: ['javascript', 'alert(1)'].join(':'),
      branch: '<img src=x onerror=alert(1)>\u202e',
      retention: {
        action: 'delete',
        at: '2027-01-03T12:00:00.000Z',
        rule: 'old-builds',
      },
    });
    renderTab(<ArtifactsContent />, api);
    const row = await findRun(/#1284/);
    expect(row).toHaveTextContent('Succeeded');
    expect(row).toHaveTextContent('9f3c1ab');
    expect(row).toHaveTextContent('alice · 1 m 12 s · 212 MiB');
    expect(await screen.findByText('4 items · 1.2 MiB')).toBeVisible();
    expect(screen.getByText('1.4.1284')).toBeVisible();
    expect(
      screen.getByText('Deleted after Jan 3, 2027 by the rule "old-builds".'),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'Pipeline' })).toHaveAttribute(
      'href',
      'https://ci.contoso.example/runs/1284',
    );
    for (const link of screen.getAllByRole('link')) {
      expect(link.getAttribute('href')).not.toMatch(/^javascript:/);
    }
    expect(document.querySelector('img')).toBeNull();
  });

  it('should filter by branch, status, time and text, as the URL says', async () => {
    const user = userEvent.setup();
    const api = createApi(40);
    renderTab(<ArtifactsContent />, api, {
      url: '/?branch=main&status=failed&since=2026-11-20&until=2026-11-21',
    });
    await findRuns();
    expect(api.requestsOf('listRuns')[0]).toMatchObject({
      branch: 'main',
      status: 'failed',
      since: '2026-11-20T00:00:00.000Z',
      until: '2026-11-22T00:00:00.000Z',
    });

    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await findRun(/#40/);
    await user.click(screen.getByRole('button', { name: /Status/ }));
    await user.click(await screen.findByRole('option', { name: 'Canceled' }));
    await user.click(screen.getByRole('button', { name: /Date/ }));
    await user.click(await screen.findByRole('option', { name: /7 days/ }));
    await user.click(screen.getByRole('button', { name: /Branch/ }));
    await user.click(
      await screen.findByRole('option', { name: 'fix/rounding' }),
    );
    await waitFor(() =>
      expect(api.requestsOf('listRuns').at(-1)).toMatchObject({
        branch: 'fix/rounding',
        status: 'canceled',
        since: expect.stringMatching(/Z$/),
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));

    await user.keyboard('/');
    expect(searchField()).toHaveFocus();
    await user.keyboard('change 1');
    await waitFor(() =>
      expect(
        screen.getByText('11 runs', { selector: '[role=status]' }),
      ).toBeVisible(),
    );
    expect(searchField()).toHaveValue('change 1');
    const asked = api
      .requestsOf<{ text?: string }>('listRuns')
      .filter(({ text }) => text);
    expect(asked.map(({ text }) => text)).toEqual(['change 1']);
  });

  it('should say that no run fits, and show all of them again', async () => {
    const user = userEvent.setup();
    renderTab(<ArtifactsContent />, createApi(), { url: '/?text=nothing' });
    expect(await screen.findByText('No run fits these filters.')).toBeVisible();
    const [, clear] = screen.getAllByRole('button', { name: 'Clear filters' });
    await user.click(clear);
    expect(await findRun(/#1284/)).toBeVisible();
  });

  it('should lead to the latest successful run on main, and give its link', async () => {
    const user = userEvent.setup();
    const api = createApi();
    const { runs = [] } = api.world.locations.artifacts;
    api.world.locations.artifacts.runs = [runs[2], runs[1], runs[0]];
    renderTab(<ArtifactsContent />, api);
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(
      await screen.findByRole('link', { name: /Latest successful on main/ }),
    );
    expect(
      await screen.findByText(/The latest successful run on main\./),
    ).toBeVisible();
    expect(await findRun(/#1284/)).toHaveAttribute('aria-selected', 'true');
    await user.click(screen.getByRole('button', { name: 'Copy link' }));
    await waitFor(() => expect(write).toHaveBeenCalled());
    const copied = new URL(write.mock.calls[0][0]);
    expect(copied.pathname).toMatch(
      /^\/artifacts\/component\/default\/payments-api/,
    );
    expect(Object.fromEntries(copied.searchParams)).toMatchObject({
      run: 'latest',
      branch: 'main',
      status: 'succeeded',
    });
  });

  it('should read on as the list is scrolled, and go on after a failure', async () => {
    const user = userEvent.setup();
    const api = createApi(100);
    api.maxLimit = 40;
    renderTab(<ArtifactsContent />, api);
    expect(await findRun(/#100/)).toBeVisible();
    expect(screen.getByText('40 of 100 runs, more below')).toBeVisible();
    const rows = within(await findRuns()).getAllByRole('row');
    expect(rows.length).toBeLessThan(25);
    await scrollTo(30);
    expect(await screen.findByText('80 of 100 runs, more below')).toBeVisible();

    api.errors.listRuns = await createResponseError('StorageUnavailable', {
      status: 503,
    });
    await scrollTo(70);
    expect(await screen.findByText(/\(StorageUnavailable\)/)).toBeVisible();
    expect(await findRun(/^#30(?!\d)/)).toBeInTheDocument();
    api.errors = {};
    await user.click(screen.getByRole('button', { name: 'Load more runs' }));
    expect(await screen.findByText('100 runs')).toBeVisible();
    await scrollTo(95);
    expect(await findRun(/^#1(?!\d)/)).toBeInTheDocument();
  });

  it('should count the runs as they are found, and be complete in the end', async () => {
    jest.useFakeTimers();
    const api = createApi(50);
    api.maxLimit = 10;
    const { artifacts } = api.world.locations;
    const all = artifacts.runs ?? [];
    // Storage lists them by name, so that the newest may come last.
    artifacts.runs = all.slice(10, 15);
    artifacts.index = { state: 'building', runs: 5 };
    renderTab(<ArtifactsContent />, api);
    expect(await screen.findByText('Finding the runs: 5 so far')).toBeVisible();
    artifacts.runs = all.slice(5, 40);
    artifacts.index = { state: 'building', runs: 35 };
    await act(() => jest.advanceTimersByTimeAsync(2500));
    expect(screen.getByText('Finding the runs: 35 so far')).toBeVisible();
    expect(await findRun(/#45/)).toBeVisible();
    artifacts.runs = all;
    artifacts.index = undefined;
    await act(() => jest.advanceTimersByTimeAsync(2500));
    expect(screen.queryByText(/Finding the runs/)).not.toBeInTheDocument();
    await scrollTo(30);
    expect(await screen.findByText('50 runs')).toBeInTheDocument();

    const { length } = api.requestsOf('listRuns');
    await act(() => jest.advanceTimersByTimeAsync(60_000));
    expect(api.requestsOf('listRuns')).toHaveLength(length);
  });

  it('should follow a run that is running', async () => {
    jest.useFakeTimers();
    const api = createApi();
    renderTab(<ArtifactsContent />, api, { url: '/?run=1281' });
    expect(await findRun(/#1281/)).toHaveTextContent('Running');
    const { runs = [] } = api.world.locations.artifacts;
    api.world.locations.artifacts.runs = runs.map(run =>
      run.id === '1281' ? { ...run, status: 'failed' } : run,
    );
    await act(() => jest.advanceTimersByTimeAsync(16_000));
    expect(await findRun(/#1281/)).toHaveTextContent('Failed');
    const heading = screen.getByRole('heading', { name: /#1281/ });
    expect(heading.parentElement).toHaveTextContent('Failed');
  });

  it('should say that a run is gone, and lead to the newest', async () => {
    const user = userEvent.setup();
    renderTab(<ArtifactsContent />, createApi(), { url: '/?run=7' });
    expect(
      await screen.findByText('This run is not there any more.'),
    ).toBeVisible();
    await user.click(
      screen.getByRole('button', { name: 'Show the newest run' }),
    );
    expect(await screen.findByText('package.tgz')).toBeVisible();
  });

  it('should lead to the logs of a run', async () => {
    renderTab(<ArtifactsContent />, createApi(), {
      mountedLogs: '/logs-tab',
    });
    expect(
      await screen.findByRole('link', { name: 'Logs of this run' }),
    ).toHaveAttribute('href', '/logs-tab?location=logs&run=1284');
  });

  it('should say why runs cannot be listed', async () => {
    const user = userEvent.setup();
    const api = createApi();
    api.errors.listRuns = await createResponseError('StorageUnavailable', {
      status: 503,
    });
    renderTab(<ArtifactsContent />, api);
    expect(
      await screen.findByText('Azure Storage does not answer.'),
    ).toBeVisible();
    api.errors = {};
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await findRun(/#1284/)).toBeVisible();
  });
});
