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
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { createDemoWorld, FakeAzureBlobApi } from '../__testUtils__';
import { renderTab } from '../__testUtils__/renderTab';
import { LogsContent } from './LogsContent';

const HERE = { entityRef: 'component:default/payments-api', location: 'logs' };

function createApi() {
  const world = createDemoWorld();
  world.access.locations = [
    {
      ...{ id: 'logs', title: 'Logs', content: 'logs' },
      ...{ hasRuns: false, identity: 'onBehalfOf' },
    },
  ];
  world.locations.logs = {
    blobs: {
      'deploy-9.log': 'began\nerror: no quota\n',
      'deploy-10.log': 'began\nended\n',
      'run.json': 'a log like any other\n',
      'west/deploy-10.log': 'began\nwest\nerror: no quota\n',
      'west/old/deploy-10.log': 'began\nerror: no quota\n',
      'west/zone.log': 'error: too late\n',
    },
  };
  return new FakeAzureBlobApi(world);
}

function Place() {
  return <output data-testid="place">{useLocation().search}</output>;
}

function renderLogs(query = '', api = createApi()) {
  renderTab(
    <>
      <LogsContent />
      <Place />
    </>,
    api,
    { url: `/?${query}` },
  );
  return api;
}

function params() {
  const { textContent } = screen.getByTestId('place');
  return Object.fromEntries(new URLSearchParams(textContent ?? ''));
}

async function findPanel() {
  return screen.findByRole('region', { name: 'In all logs' });
}

describe('FlatLogs', () => {
  it('should search all logs, and keep the results while one of them is read', async () => {
    const user = userEvent.setup();
    const api = renderLogs('path=deploy-10.log');
    const logs = await screen.findByRole('grid', {
      name: 'Logs of this folder',
    });
    expect(within(logs).getByRole('row', { name: 'run.json' })).toBeVisible();
    await user.click(await screen.findByRole('button', { name: 'All logs' }));
    const panel = await findPanel();
    expect(
      within(panel).queryByRole('button', { name: /Where/ }),
    ).not.toBeInTheDocument();
    await user.type(
      within(panel).getByRole('textbox', { name: 'Search in all logs' }),
      'no quota{Enter}',
    );
    await waitFor(() =>
      expect(within(panel).getAllByRole('link')).toHaveLength(3),
    );
    expect(within(panel).getByText(/^6 logs searched/)).toBeVisible();
    await user.click(within(panel).getByRole('link', { name: /^3/ }));
    await waitFor(() =>
      expect(params()).toMatchObject({
        ...{ path: 'west/deploy-10.log', line: '3', q: 'no quota' },
        ...{ within: '', results: 'folded' },
      }),
    );
    expect(params()).not.toHaveProperty('run');
    expect(within(panel).getByText('Log 2 of 3')).toBeVisible();
    await user.click(within(panel).getByRole('button', { name: 'Next log' }));
    await waitFor(() =>
      expect(params()).toMatchObject({
        path: 'west/old/deploy-10.log',
        line: '2',
      }),
    );
    expect(
      await screen.findByRole('grid', { name: 'Lines of deploy-10.log' }),
    ).toHaveTextContent('no quota');
    expect(api.requestsOf('searchLogs')).toEqual([
      expect.objectContaining({ ...HERE, q: 'no quota', path: '' }),
    ]);
    await user.click(within(panel).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(panel).not.toBeInTheDocument());
    expect(params()).not.toHaveProperty('results');
    expect(params()).not.toHaveProperty('within');
  });

  it('should search the open folder, or all of the location', async () => {
    const user = userEvent.setup();
    const api = renderLogs('path=west/zone.log');
    await user.click(await screen.findByRole('button', { name: 'All logs' }));
    const panel = await findPanel();
    await user.type(
      within(panel).getByRole('textbox', { name: 'Search in all logs' }),
      'no quota{Enter}',
    );
    await waitFor(() =>
      expect(within(panel).getAllByRole('link')).toHaveLength(2),
    );
    const where = within(panel).getByRole('button', { name: /Where/ });
    expect(where).toHaveTextContent('west/');
    await user.click(where);
    await user.click(
      await screen.findByRole('option', { name: 'All folders' }),
    );
    await waitFor(() =>
      expect(within(panel).getAllByRole('link')).toHaveLength(3),
    );
    expect(params()).toMatchObject({ within: '' });
    expect(
      api.requestsOf<{ path: string }>('searchLogs').map(({ path }) => path),
    ).toEqual(['west/', '']);
  });

  it('should look at once for what a link asks for, and say where there is none', async () => {
    const api = renderLogs('path=west/zone.log&within=west/&q=nowhere');
    expect(await screen.findByText('Found in no log here.')).toHaveAttribute(
      'role',
      'status',
    );
    expect(api.requestsOf('searchLogs')).toEqual([
      expect.objectContaining({ path: 'west/', q: 'nowhere' }),
    ]);
  });

  it('should say what to do where not everything was searched', async () => {
    const api = createApi();
    api.isSearchCut = true;
    renderLogs('path=deploy-10.log&within=&q=nowhere', api);
    expect(
      await screen.findByText(/Not everything was.* Choose a smaller folder/),
    ).toBeVisible();
  });

  it('should stay with the log that is open when the search is closed', async () => {
    const user = userEvent.setup();
    const api = renderLogs();
    await user.click(await screen.findByRole('button', { name: 'All logs' }));
    const panel = await findPanel();
    const input = within(panel).getByRole('textbox', {
      name: 'Search in all logs',
    });
    expect(input).toHaveFocus();
    await user.keyboard('too late{Enter}');
    expect(await within(panel).findByRole('link')).toBeVisible();
    expect(params()).toMatchObject({ q: 'too late', within: '' });

    await user.click(within(panel).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(panel).not.toBeInTheDocument());
    expect(params()).toEqual({});
    expect(screen.getByRole('button', { name: 'All logs' })).toHaveFocus();
    expect(
      await screen.findByRole('grid', { name: 'Lines of deploy-9.log' }),
    ).toHaveTextContent('no quota');
    expect(api.requestsOf('searchLogs')).toHaveLength(1);
  });

  it('should not fold what is being typed', async () => {
    const user = userEvent.setup();
    renderLogs('path=deploy-10.log&within=&results=folded');
    const input = await screen.findByRole('textbox', {
      name: 'Search in all logs',
    });
    await user.type(input, 'no quota');
    expect(input).toHaveValue('no quota');
    expect(input).toBeVisible();
  });

  it('should open the log that has what a link looks for', async () => {
    renderLogs('q=too+late');
    await waitFor(() =>
      expect(params()).toMatchObject({ path: 'west/zone.log', line: '1' }),
    );
  });

  it('should say where no log has it', async () => {
    renderLogs('q=nowhere');
    expect(
      await screen.findByText('"nowhere" was found in no log here.'),
    ).toBeVisible();
  });

  it('should compare with the log before, with one of another folder, or another way round', async () => {
    const user = userEvent.setup();
    const api = renderLogs('path=deploy-10.log');
    const openDialog = async () => {
      await user.click(
        await screen.findByRole('button', { name: 'Compare with…' }),
      );
      return screen.findByRole('dialog');
    };
    const first = await openDialog();
    expect(
      await within(first).findByRole('row', { name: 'deploy-9.log' }),
    ).toHaveAttribute('aria-selected', 'true');
    expect(
      within(first).queryByRole('row', { name: 'deploy-10.log' }),
    ).not.toBeInTheDocument();
    await user.click(within(first).getByRole('button', { name: 'Compare' }));
    const diff = await screen.findByRole('grid', { name: /^Differences of/ });
    expect(await within(diff).findByText('ended')).toBeVisible();
    expect(params()).toMatchObject({
      ...{ path: 'deploy-10.log', compare: 'deploy-9.log' },
    });
    expect(
      screen.queryByRole('button', { name: 'All logs' }),
    ).not.toBeInTheDocument();
    await user.click(screen.getByRole('link', { name: 'Swap the two' }));
    await waitFor(() =>
      expect(params()).toMatchObject({
        ...{ path: 'deploy-9.log', compare: 'deploy-10.log' },
      }),
    );
    await user.click(screen.getByRole('link', { name: 'Back to the log' }));

    const second = await openDialog();
    const choose = async (name: string) =>
      user.click(await within(second).findByRole('row', { name }));
    await choose('west');
    expect(await within(second).findByText('In west/')).toBeVisible();
    await choose('old');
    await user.click(
      await within(second).findByRole('button', { name: 'Up one folder' }),
    );
    await choose('zone.log');
    await user.click(within(second).getByRole('button', { name: 'Compare' }));
    await waitFor(() =>
      expect(api.requestsOf('compareLogs').at(-1)).toMatchObject({
        ...{ base: 'west/zone.log', head: 'deploy-9.log' },
      }),
    );
  });

  it('should say where there is no other log to compare with', async () => {
    const user = userEvent.setup();
    renderLogs('path=west/old/deploy-10.log');
    await user.click(
      await screen.findByRole('button', { name: 'Compare with…' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByText('There is no other log in this folder.'),
    ).toHaveAttribute('role', 'status');
    const compare = within(dialog).getByRole('button', { name: 'Compare' });
    expect(compare).toBeDisabled();
    await user.click(
      within(dialog).getByRole('button', { name: 'Up one folder' }),
    );
    expect(
      await within(dialog).findByRole('row', { name: 'deploy-10.log' }),
    ).toHaveAttribute('aria-selected', 'true');
    expect(compare).toBeEnabled();
  });
});
