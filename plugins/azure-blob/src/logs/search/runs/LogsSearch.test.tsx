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
import {
  addStepLogs,
  createDemoWorld,
  createResponseError,
  FakeAzureBlobApi,
} from '../../../__testUtils__';
import { renderTab } from '../../../__testUtils__/renderTab';
import { LogsContent } from '../../LogsContent';

const RUN = 'location=logs&run=1284';

function createApi() {
  const world = createDemoWorld();
  addStepLogs(world);
  return new FakeAzureBlobApi(world);
}

function Place() {
  return <output data-testid="place">{useLocation().search}</output>;
}

function renderLogs(query: string, api = createApi()) {
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

describe('LogsSearch', () => {
  it('should say since when it is there, and link to each of the lines', async () => {
    const user = userEvent.setup();
    const api = renderLogs(`${RUN}&path=1_checkout.txt`);
    await user.click(await screen.findByRole('button', { name: 'All logs' }));
    const panel = await screen.findByRole('region', { name: 'In all logs' });
    await user.type(
      within(panel).getByRole('textbox', { name: 'Search in all logs' }),
      'REFUND ROUNDS{Enter}',
    );
    expect(
      await within(panel).findByRole('link', { name: /^36/ }),
    ).toBeVisible();
    await user.click(within(panel).getByRole('button', { name: /Where/ }));
    await user.click(
      await screen.findByRole('option', { name: 'Since when? Last 20 runs' }),
    );
    expect(
      await within(panel).findByText(
        'Since #1279, 5 runs ago. It was in none of the 14 runs before that.',
      ),
    ).toHaveAttribute('role', 'status');
    expect(
      within(panel).getByText(/80 logs of 20 runs searched/),
    ).toBeVisible();
    const links = within(panel).getAllByRole('link', { name: /^36/ });
    expect(links).toHaveLength(6);
    await user.click(links[5]);
    await waitFor(() =>
      expect(params()).toMatchObject({
        ...{ run: '1279', path: '10_test.txt', line: '36' },
        ...{ q: 'REFUND ROUNDS', runs: '20', until: '1284' },
      }),
    );
    // The results stay as they are, folded away from the log that was opened.
    const results = within(panel).getByRole('button', { name: 'Results' });
    expect(results).toHaveAttribute('aria-expanded', 'false');
    expect(results).toHaveFocus();
    expect(within(panel).queryByRole('link')).not.toBeInTheDocument();
    expect(within(panel).getByText('Log 6 of 6')).toHaveAttribute(
      'role',
      'status',
    );
    await user.click(results);
    expect(within(panel).getAllByRole('link')).toHaveLength(6);
    expect(within(panel).getByRole('link', { current: true })).toHaveAttribute(
      'href',
      expect.stringContaining('run=1279'),
    );
    expect(params()).not.toHaveProperty('results');
    expect(api.requestsOf('searchLogs')).toHaveLength(2);
    await user.click(within(panel).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(panel).not.toBeInTheDocument());
    expect(params()).toMatchObject({ run: '1279', path: '10_test.txt' });
  });

  it('should lead from log to log while the results are folded', async () => {
    const user = userEvent.setup();
    const api = renderLogs(
      `${RUN}&path=10_test.txt&line=36&q=refund+rounds&runs=5&until=1284&results=folded`,
    );
    const panel = await screen.findByRole('region', { name: 'In all logs' });
    const place = await within(panel).findByText('Log 1 of 5');
    const next = within(panel).getByRole('button', { name: 'Next log' });
    const previous = within(panel).getByRole('button', {
      name: 'Previous log',
    });
    expect(document.body).toHaveFocus();
    await user.click(next);
    await waitFor(() => expect(place).toHaveTextContent('Log 2 of 5'));
    expect(params()).toMatchObject({
      ...{ run: '1283', path: '10_test.txt', line: '36' },
      ...{ until: '1284', runs: '5', results: 'folded' },
    });
    expect(next).toHaveFocus();
    await user.click(previous);
    await waitFor(() => expect(place).toHaveTextContent('Log 1 of 5'));
    await user.click(previous);
    await waitFor(() => expect(place).toHaveTextContent('Log 5 of 5'));
    expect(params()).toMatchObject({ run: '1280' });

    // A log without a hit is none of them.
    await user.click(
      await screen.findByRole('row', { name: '1_checkout.txt' }),
    );
    await waitFor(() => expect(place).toHaveTextContent('In 5 logs'));
    await user.click(next);
    await waitFor(() => expect(place).toHaveTextContent('Log 1 of 5'));
    expect(api.requestsOf('searchLogs')).toHaveLength(1);
  });

  it('should show what there is to say where there is nothing to fold', async () => {
    renderLogs(`${RUN}&path=10_test.txt&q=zebra&runs=1&results=folded`);
    expect(
      await screen.findByText('Found in no log of this run.'),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Results' }),
    ).not.toBeInTheDocument();
  });

  it('should explain a search that ends early, or fails', async () => {
    const api = createApi();
    api.isSearchCut = true;
    renderLogs(`${RUN}&path=10_test.txt&q=zebra&runs=5`, api);
    expect(
      await screen.findByText(/Not everything was searched/),
    ).toBeVisible();
    expect(screen.getByText(/Choose fewer runs/)).toBeVisible();
    expect(document.body).toHaveFocus();
  });

  it('should keep the place of somebody who opens and closes it', async () => {
    const user = userEvent.setup();
    const api = renderLogs(RUN);
    const name = 'Search in all logs';
    await user.click(await screen.findByRole('button', { name: 'All logs' }));
    expect(await screen.findByRole('textbox', { name })).toHaveFocus();
    await user.keyboard('refund rounds{Enter}');
    expect(await screen.findByRole('link', { name: /^36/ })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Close' }));
    const button = await screen.findByRole('button', { name: 'All logs' });
    expect(button).toHaveFocus();
    // No log was chosen, so what was looked for would lead to another.
    expect(params()).toEqual({ location: 'logs', run: '1284' });
    expect(api.requestsOf('searchLogs')).toHaveLength(1);

    await user.click(screen.getByRole('row', { name: '10_test.txt' }));
    await user.type(
      await screen.findByRole('textbox', { name: /^Search/ }),
      'refund',
    );
    await waitFor(() => expect(params()).toMatchObject({ q: 'refund' }));
    await user.click(button);
    expect(await screen.findByRole('textbox', { name })).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(params()).not.toHaveProperty('runs'));
    expect(params()).toMatchObject({ path: '10_test.txt', q: 'refund' });
  });

  it('should show the open log among many', async () => {
    const user = userEvent.setup();
    const api = createApi();
    for (let index = 10; index < 130; index++) {
      const name = String(index).padStart(3, '0');
      api.world.locations.logs.blobs[`1284/many/${name}.txt`] = 'zebra';
    }
    renderLogs(`${RUN}&path=many/064.txt&line=1&q=zebra&runs=1`, api);
    const more = await screen.findByRole('button', {
      name: 'Show 65 more logs',
    });
    const panel = screen.getByRole('region', { name: 'In all logs' });
    const links = () => within(panel).getAllByRole('link');
    expect(links()).toHaveLength(55);
    expect(links()[54]).toHaveAttribute('aria-current', 'true');
    await user.click(more);
    expect(links()).toHaveLength(105);
  });

  it('should say what is wrong with an expression', async () => {
    const api = createApi();
    api.errors.searchLogs = await createResponseError('InvalidRequest', {
      status: 400,
      message: "The expression '(' is missing a parenthesis.",
    });
    renderLogs(`${RUN}&path=10_test.txt&q=(&regex=true&runs=1`, api);
    expect(
      await screen.findByText("The expression '(' is missing a parenthesis."),
    ).toHaveAttribute('role', 'alert');
  });
});
