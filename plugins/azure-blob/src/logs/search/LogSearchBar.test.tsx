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

import { useRef, useState } from 'react';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AzureBlobLogQuery } from 'backstage-plugin-azure-blob-common';
import {
  createDemoWorld,
  createResponseError,
  FakeAzureBlobApi,
} from '../../__testUtils__';
import { renderTab } from '../../__testUtils__/renderTab';
import { ApiLogSource } from '../source';
import { LogSearchBar } from './LogSearchBar';
import { useLogSearch } from './useLogSearch';

const PATH = '1284/build.log';
const HITS = [3, 40, 41, 900];

function createApi() {
  const world = createDemoWorld();
  world.locations.logs.blobs[PATH] = {
    count: 1000,
    lineAt: line => (HITS.includes(line) ? `Needle ${line}` : `hay ${line}`),
  };
  return new FakeAzureBlobApi(world);
}

function Searched({ api, lines }: { api: FakeAzureBlobApi; lines: number }) {
  const [source] = useState(
    () =>
      new ApiLogSource(api, {
        ...{ entityRef: 'component:default/payments-api' },
        ...{ location: 'logs', path: PATH },
      }),
  );
  const [query, setQuery] = useState<AzureBlobLogQuery>();
  const [line, setLine] = useState<number>();
  const [filter, setFilter] = useState(false);
  const search = useLogSearch({ source, revision: '1', query, lines });
  const input = useRef<HTMLInputElement>(null);
  const region = useRef<HTMLButtonElement>(null);
  return (
    <>
      <LogSearchBar
        {...{ search, query, filter, current: line }}
        inputRef={input}
        onQuery={setQuery}
        onGo={setLine}
        onFilter={setFilter}
        onLeave={() => region.current?.focus()}
      />
      <button ref={region}>at {line}</button>
    </>
  );
}

function renderBar(api = createApi()) {
  renderTab(<Searched api={api} lines={1000} />, api);
  return api;
}

const findField = () =>
  screen.findByRole('textbox', { name: 'Search in this log' });

describe('LogSearchBar', () => {
  it('should search once the typing pauses, and lead from hit to hit', async () => {
    const user = userEvent.setup();
    const api = renderBar();
    await user.type(await findField(), 'needle');
    expect(await screen.findByText('at 3')).toBeVisible();
    expect(api.requestsOf('searchLog')).toEqual([
      expect.objectContaining({ q: 'needle', revision: '1' }),
    ]);
    const status = () =>
      screen.getAllByRole('status').map(({ textContent }) => textContent);
    expect(status()).toContain('1 of 4');
    await user.keyboard('{Enter}');
    expect(await screen.findByText('at 40')).toBeVisible();
    await user.keyboard('{Shift>}{Enter}{/Shift}');
    expect(await screen.findByText('at 3')).toBeVisible();
    await user.keyboard('{Shift>}{Enter}{/Shift}');
    expect(await screen.findByText('at 900')).toBeVisible();
    expect(status()).toContain('4 of 4');
    await user.click(screen.getByRole('button', { name: /^Next hit/ }));
    expect(await screen.findByText('at 3')).toBeVisible();
    await user.click(
      screen.getByRole('button', { name: 'Show only lines with hits' }),
    );
    expect(
      screen.getByRole('button', { name: 'Show only lines with hits' }),
    ).toHaveAttribute('aria-pressed', 'true');

    await user.type(await findField(), '{Escape}');
    expect(await findField()).toHaveValue('');
    expect(screen.getByText('at 3')).toHaveFocus();
    expect(
      screen.queryByRole('button', { name: /^Next hit/ }),
    ).not.toBeInTheDocument();
  });

  it('should search again as soon as it is to be read in another way', async () => {
    const user = userEvent.setup();
    const api = renderBar();
    await user.type(await findField(), 'needle{Enter}');
    expect(await screen.findByText('at 3')).toBeVisible();
    await user.click(
      screen.getByRole('button', { name: 'Match capital letters' }),
    );
    expect((await screen.findAllByText('No hits')).length).toBeGreaterThan(0);
    await user.click(screen.getByRole('button', { name: 'Whole words only' }));
    await user.click(
      screen.getByRole('button', { name: 'Regular expression' }),
    );
    await waitFor(() =>
      expect(api.requestsOf('searchLog').at(-1)).toMatchObject({
        ...{ q: 'needle', case: true, word: true, regex: true },
      }),
    );
  });

  it('should say beside the field what is wrong with an expression', async () => {
    const user = userEvent.setup();
    const api = createApi();
    api.errors.searchLog = await createResponseError('InvalidRequest', {
      status: 400,
      message: "The expression '(' is missing a parenthesis.",
    });
    renderBar(api);
    await user.type(await findField(), '(');
    const problem = await screen.findByRole('alert');
    expect(problem).toHaveTextContent(/missing a parenthesis/);
    expect(await findField()).toBeInvalid();
    expect(await findField()).toHaveAccessibleDescription(
      /missing a parenthesis/,
    );
    api.errors = {};
    await user.type(await findField(), '{Backspace}needle');
    expect(await screen.findByText('at 3')).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('should show how far it is, and let go of it', async () => {
    const user = userEvent.setup();
    const api = createApi();
    const signals: (AbortSignal | undefined)[] = [];
    api.searchLog = async function* slow(_request, options) {
      signals.push(options?.signal);
      yield { type: 'progress', readBytes: 5, count: 128, remaining: 12_000 };
      await new Promise(resolve => {
        options?.signal?.addEventListener('abort', resolve);
      });
    };
    renderBar(api);
    await user.type(await findField(), 'a{Enter}');
    expect(await screen.findByText('128 so far · 12 s left')).toBeVisible();
    await user.type(await findField(), 'b{Enter}');
    await waitFor(() => expect(signals).toHaveLength(2));
    expect(signals.map(signal => signal?.aborted)).toEqual([true, false]);
    await screen.findByText('128 so far · 12 s left');
    await user.click(screen.getByRole('button', { name: 'Stop searching' }));
    expect(signals[1]?.aborted).toBe(true);
    expect(
      (await screen.findAllByText('128 found, not all searched')).length,
    ).toBeGreaterThan(0);
  });
});
