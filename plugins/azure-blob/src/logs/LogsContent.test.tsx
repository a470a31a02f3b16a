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
import {
  createDemoWorld,
  createResponseError,
  FakeAzureBlobApi,
} from '../__testUtils__';
import { renderTab } from '../__testUtils__/renderTab';
import { LogsContent } from './LogsContent';

const LINES = 9_744_120;

function createApi(logLines = LINES) {
  return new FakeAzureBlobApi(createDemoWorld({ logLines }));
}

async function findLines() {
  return screen.findByRole('grid', { name: /^Lines of/ });
}

describe('LogsContent', () => {
  it('should open a log at its end, reading only what is in sight', async () => {
    const api = createApi();
    renderTab(<LogsContent />, api);

    const lines = await findLines();
    expect(
      await within(lines).findByText(`line ${LINES} of the build`),
    ).toBeVisible();
    expect(lines).toHaveAttribute('aria-rowcount', String(LINES));
    expect(screen.getByText(/929.3 MiB · 9,744,120 lines/)).toBeVisible();
    const read = api.requestsOf<{ from: number; count: number }>('getLogLines');
    expect(read.every(({ from }) => from > LINES - 1000)).toBe(true);
    expect(within(lines).getAllByRole('row').length).toBeLessThan(60);
  });

  it('should jump to a line, mark it, and keep it in the link', async () => {
    const user = userEvent.setup();
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    renderTab(<LogsContent />, createApi());
    const lines = await findLines();
    lines.focus();
    await user.keyboard('g4871200{Enter}');

    expect(
      await within(lines).findByText('line 4871200 of the build'),
    ).toBeVisible();
    const marked = within(lines)
      .getAllByRole('row')
      .filter(row => row.getAttribute('aria-current'));
    expect(marked).toHaveLength(1);
    expect(marked[0]).toHaveAttribute('aria-rowindex', '4871200');
    expect(
      within(marked[0]).getByRole('link', { name: '4871200' }),
    ).toHaveAttribute(
      'href',
      '?location=logs&run=1284&path=build.log&line=4871200&byte=487119900',
    );
    expect(
      await screen.findByText('Line 4,871,200 of 9,744,120'),
    ).toHaveAttribute('role', 'status');

    await user.click(
      screen.getByRole('button', { name: 'Copy link to line 4,871,200' }),
    );
    expect(copied).toHaveBeenCalledWith(
      'http://localhost/?location=logs&run=1284&path=build.log&line=4871200&byte=487119900',
    );
    await user.click(
      screen.getByRole('button', { name: 'Clear the marked line' }),
    );
    await waitFor(() =>
      expect(
        screen.queryByRole('button', { name: /Copy link to line/ }),
      ).not.toBeInTheDocument(),
    );
  });

  it('should open a shared link at its line, and mark another by a click', async () => {
    const user = userEvent.setup();
    renderTab(<LogsContent />, createApi(), {
      url: '/?location=logs&run=1284&path=build.log&line=120',
    });
    const lines = await findLines();
    expect(
      await within(lines).findByText('line 120 of the build'),
    ).toBeVisible();
    await user.click(within(lines).getByRole('link', { name: '122' }));
    await waitFor(() =>
      expect(
        within(lines).getByRole('row', { current: true }),
      ).toHaveTextContent('line 122 of the build'),
    );
  });

  it('should move by keys', async () => {
    const user = userEvent.setup();
    renderTab(<LogsContent />, createApi());
    const lines = await findLines();
    await within(lines).findByText(`line ${LINES} of the build`);
    lines.focus();
    await user.keyboard('{Home}');
    expect(await within(lines).findByText('line 1 of the build')).toBeVisible();
    await user.keyboard('{PageDown}{PageDown}{ArrowDown}');
    expect(
      await within(lines).findByText('line 60 of the build'),
    ).toBeVisible();
    expect(
      within(lines).queryByText('line 59 of the build'),
    ).not.toBeInTheDocument();
    await user.keyboard('{PageUp}{PageUp}{ArrowUp}');
    expect(await within(lines).findByText('line 1 of the build')).toBeVisible();
    await user.keyboard('{End}');
    expect(
      await within(lines).findByText(`line ${LINES} of the build`),
    ).toBeVisible();
  });

  it('should refuse a line that the log does not have', async () => {
    const user = userEvent.setup();
    renderTab(<LogsContent />, createApi(200));
    await findLines();
    await user.type(screen.getByLabelText('Go to line'), '201{Enter}');
    expect(await screen.findByText('This log has 200 lines.')).toBeVisible();
  });

  it('should colour what the log colours', async () => {
    renderTab(<LogsContent />, createApi(20));
    const lines = await findLines();
    const [passed] = await within(lines).findAllByText('PASS');
    expect(passed.style.getPropertyValue('--log-light')).toBe('#116329');
    const [failed] = within(lines).getAllByText('FAIL');
    expect(failed).toHaveStyle({ fontWeight: 'bold' });
    expect(lines.textContent).not.toContain('\u001b');
  });

  it('should show the end while lines are counted, then all of them in place', async () => {
    const api = createApi();
    api.indexed = 0.25;
    renderTab(<LogsContent />, api);
    const lines = await findLines();
    const last = `line ${LINES} of the build`;
    expect(await within(lines).findByText(last)).toBeVisible();
    expect(screen.getByRole('progressbar')).toBeVisible();
    expect(within(lines).getAllByText(/^~\d/).length).toBeGreaterThan(10);
    expect(lines).toHaveAttribute('aria-rowcount', '-1');

    api.indexed = 1;
    await waitFor(
      () => expect(lines).toHaveAttribute('aria-rowcount', String(LINES)),
      { timeout: 3000 },
    );
    expect(await within(lines).findByText(last)).toBeVisible();
    expect(screen.queryByRole('progressbar')).not.toBeInTheDocument();
    expect(within(lines).queryByText(/^~\d/)).not.toBeInTheDocument();
  });

  it('should open a line that has been counted while others have not', async () => {
    const user = userEvent.setup();
    const api = createApi();
    api.indexed = 0.25;
    renderTab(<LogsContent />, api);
    const lines = await findLines();
    await user.type(screen.getByLabelText('Go to line'), '9000000{Enter}');
    expect(
      await screen.findByText(/Line 9,000,000 opens as soon as/),
    ).toBeVisible();
    await user.clear(screen.getByLabelText('Go to line'));
    await user.type(screen.getByLabelText('Go to line'), '100{Enter}');
    expect(
      await within(lines).findByText('line 100 of the build'),
    ).toBeVisible();
  });

  it('should keep what was read of a log that was replaced', async () => {
    const user = userEvent.setup();
    const api = createApi();
    renderTab(<LogsContent />, api);
    const lines = await findLines();
    const last = await within(lines).findByText(`line ${LINES} of the build`);
    api.etag = '"2"';
    await user.click(screen.getByRole('button', { name: 'Go to the start' }));
    expect(await screen.findByText(/This log was replaced/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Go to the end' }));
    expect(
      await within(lines).findByText(last.textContent ?? ''),
    ).toBeVisible();

    await user.click(screen.getByRole('button', { name: 'Load the new one' }));
    expect(await findLines()).toBeVisible();
    expect(screen.queryByText(/This log was replaced/)).not.toBeInTheDocument();
  });

  it('should explain lines that cannot be read, and go on in place', async () => {
    const user = userEvent.setup();
    const api = createApi(300);
    api.errors.getLogLines = await createResponseError('StorageUnavailable', {
      status: 503,
    });
    renderTab(<LogsContent />, api);
    expect(
      await screen.findByText('Azure Storage does not answer.'),
    ).toBeVisible();
    api.errors = {};
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('line 300 of the build')).toBeVisible();
  });

  it('should choose between logs, folders and runs', async () => {
    const user = userEvent.setup();
    renderTab(<LogsContent />, createApi());
    const files = await screen.findByRole('grid', { name: 'Logs of this run' });
    await user.click(within(files).getByRole('row', { name: 'test.log' }));
    expect(await screen.findByText('last line')).toBeVisible();
    await user.click(within(files).getByRole('row', { name: 'empty.log' }));
    expect(await screen.findByText('This log is empty.')).toBeVisible();
    await user.click(within(files).getByRole('row', { name: 'steps' }));
    expect(await screen.findByText('cloned')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Up one folder' }));
    expect(await screen.findByRole('row', { name: 'build.log' })).toBeVisible();

    await user.click(screen.getByRole('button', { name: /Run/ }));
    await user.click(await screen.findByRole('option', { name: /#1283/ }));
    expect(await screen.findByText('failed early')).toBeVisible();
  });
});
