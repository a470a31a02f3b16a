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

import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import {
  addStepLogs,
  createDemoWorld,
  DEMO_FAILURE,
  FakeAzureBlobApi,
} from '../__testUtils__';
import { renderTab } from '../__testUtils__/renderTab';
import { LogsContent } from './LogsContent';

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

function namesIn(list: HTMLElement) {
  return within(list)
    .getAllByRole('row')
    .map(row => row.getAttribute('aria-label') ?? row.textContent);
}

describe('Logs of steps', () => {
  it('should list logs in the order of their numbers, with the sections of the open one', async () => {
    const user = userEvent.setup();
    renderLogs(`${RUN}&path=10_test.txt`);
    const logs = await screen.findByRole('grid', { name: 'Logs of this run' });
    const list = await screen.findByRole('grid', {
      name: 'Sections of 10_test.txt',
    });
    expect(namesIn(logs)).toEqual([
      ...['details', '1_checkout.txt'],
      ...['2_install-all-dependencies-of-the-workspace.txt', '10_test.txt'],
    ]);
    expect(namesIn(list)).toEqual(['Prepare', 'Unit tests', 'Report']);
    const failed = within(list).getByRole('row', { name: 'Unit tests' });
    expect(within(failed).getByLabelText('Failed')).toBeVisible();
    expect(failed).toHaveTextContent('32 s');
    const passed = within(list).getByRole('row', { name: 'Report' });
    expect(within(passed).getByLabelText('OK')).toBeVisible();

    await user.click(passed);
    await waitFor(() =>
      expect(params()).toMatchObject({ path: '10_test.txt', line: '40' }),
    );
    await waitFor(() => expect(passed).toHaveAttribute('data-current'));

    await user.click(
      screen.getByRole('button', { name: 'Sections of 10_test.txt' }),
    );
    expect(list).not.toBeInTheDocument();
  });

  it.each<[string | undefined, unknown[], string[]]>([
    ['run.json', ['run.json'], ['build.json']],
    ['build.json', ['build.json'], ['run.json']],
    [undefined, [], ['build.json', 'run.json']],
  ])(
    'should leave out the manifest %s of the run, and not what has its name elsewhere',
    async (runManifest, hidden, shown) => {
      const world = createDemoWorld();
      addStepLogs(world);
      const { blobs } = world.locations.logs;
      for (const folder of ['1284', '1284/details', '1283']) {
        blobs[`${folder}/run.json`] = '{}';
        blobs[`${folder}/build.json`] = '{}';
      }
      world.access.locations[1] = { ...world.access.locations[1], runManifest };
      const user = userEvent.setup();
      renderLogs(`${RUN}&path=10_test.txt`, new FakeAzureBlobApi(world));
      const findLogs = () =>
        screen.findByRole('grid', { name: 'Logs of this run' });
      const logs = await findLogs();
      const folder = await within(logs).findByRole('row', { name: 'details' });
      expect(namesIn(logs)).toEqual(expect.arrayContaining(shown));
      expect(namesIn(logs).filter(name => hidden.includes(name))).toEqual([]);
      await user.click(folder);
      expect(
        await screen.findByRole('row', { name: 'environment.log' }),
      ).toBeVisible();
      expect(namesIn(await findLogs())).toEqual(
        expect.arrayContaining(['build.json', 'run.json']),
      );
    },
  );

  it('should keep the marked section up with what is scrolled to', async () => {
    const world = createDemoWorld();
    addStepLogs(world);
    world.locations.logs.blobs['1284/long.txt'] = ['one', 'two', 'three']
      .flatMap(title => [
        `##[group]${title}`,
        ...Array.from({ length: 200 }, (_, line) => `${title} ${line}`),
        '##[endgroup]',
      ])
      .join('\n');
    const user = userEvent.setup();
    renderLogs(`${RUN}&path=long.txt&line=204`, new FakeAzureBlobApi(world));
    const row = (name: string) => screen.findByRole('row', { name });
    await waitFor(async () =>
      expect(await row('two')).toHaveAttribute('data-current'),
    );
    await user.click(screen.getByRole('button', { name: 'Unfold all groups' }));
    const lines = await screen.findByRole('grid', { name: /^Lines of/ });
    act(() => lines.focus());
    await user.keyboard('{Home}');
    await waitFor(async () =>
      expect(await row('one')).toHaveAttribute('data-current'),
    );
    await user.keyboard('{End}');
    await waitFor(async () =>
      expect(await row('three')).toHaveAttribute('data-current'),
    );
    expect(await row('one')).not.toHaveAttribute('data-current');
    expect(params()).toMatchObject({ line: '204' });
  });

  it('should fold the list into the name of the log, where there is little room', async () => {
    const user = userEvent.setup();
    renderLogs(`${RUN}&path=10_test.txt`);
    const choice = await screen.findByRole('button', {
      name: /^Logs of this run: .*test\.txt/,
    });
    const place = () =>
      choice.closest('[data-log-folder]')?.getAttribute('data-list');
    expect(choice).toHaveAttribute('aria-expanded', 'false');
    expect(place()).toBe('folded');
    await user.click(choice);
    expect(choice).toHaveAttribute('aria-expanded', 'true');
    expect(place()).toBe('shown');
    await user.click(
      await screen.findByRole('row', { name: '1_checkout.txt' }),
    );
    await waitFor(() => expect(place()).toBe('folded'));
    expect(params()).toMatchObject({ path: '1_checkout.txt' });
    expect(choice).toHaveTextContent('checkout.txt');
  });

  it('should download the whole log, a step of it, or the marked lines', async () => {
    const user = userEvent.setup();
    const api = renderLogs(`${RUN}&path=10_test.txt&line=36-38`);
    await screen.findByRole('row', { name: 'Unit tests' });
    const download = async (name: string) => {
      await user.click(
        screen.getByRole('button', { name: /^Download 10_test/ }),
      );
      await user.click(await screen.findByRole('menuitem', { name }));
    };
    await download('Whole log (2.2 KiB)');
    await download('This step: Unit tests');
    await download('Marked lines 36–38');
    const file = {
      ...{ entityRef: 'component:default/payments-api', location: 'logs' },
      paths: ['1284/10_test.txt'],
    };
    await waitFor(() =>
      expect(api.requestsOf('createDownloadLinks')).toEqual([
        file,
        { ...file, lines: { from: 4, to: 39 }, mode: 'ticket' },
        { ...file, lines: { from: 36, to: 38 }, mode: 'ticket' },
      ]),
    );
  });

  it('should open the log that has what a link of a failed test looks for', async () => {
    renderLogs(`run=1284&q=${encodeURIComponent(DEMO_FAILURE)}`);
    expect(
      await screen.findByText(
        `Looking for "${DEMO_FAILURE}" in the logs of this run…`,
      ),
    ).toHaveAttribute('role', 'status');
    expect(
      await screen.findByRole('grid', { name: /^Lines of 10_test/ }),
    ).toBeVisible();
    expect(params()).toMatchObject({
      ...{ path: '10_test.txt', line: '36', q: DEMO_FAILURE },
    });
  });

  it('should say where no log has it, and offer to look further back', async () => {
    const user = userEvent.setup();
    renderLogs('run=1270&q=refund+rounds');
    expect(
      await screen.findByText(
        '"refund rounds" was found in no log of this run.',
      ),
    ).toBeVisible();
    await user.click(
      screen.getByRole('button', { name: 'Look in the last 20 runs' }),
    );
    expect(
      await screen.findByText(/^Found in none of the last \d+ runs/),
    ).toBeVisible();
  });
});
