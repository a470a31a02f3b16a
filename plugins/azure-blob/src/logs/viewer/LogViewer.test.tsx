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
import { AzureBlobLog } from 'backstage-plugin-azure-blob-common';
import {
  createDemoWorld,
  createResponseError,
  FakeAzureBlobApi,
} from '../../__testUtils__';
import { renderTab } from '../../__testUtils__/renderTab';
import { AzureBlobLogViewer, LogViewerProps, TextLogSource } from '../..';

const ESC = '\u001b';

const BUILD = [
  '2026-11-20T08:15:00.000Z ##[group]Install',
  ...Array.from(
    { length: 40 },
    (_, index) => `2026-11-20T08:15:01.000Z package ${index}`,
  ),
  '2026-11-20T08:15:02.000Z ##[endgroup]',
  '2026-11-20T08:15:02.500Z ##[group]Test',
  '2026-11-20T08:16:03.000Z ERROR refund is wrong',
  '2026-11-20T08:16:04.000Z ##[endgroup]',
  ...Array.from({ length: 100 }, (_, index) => `plain ${index}`),
  'ERROR the end',
];

/** A source whose log is described otherwise than a text would be. */
class OtherLogSource extends TextLogSource {
  changes: Partial<AzureBlobLog> = {};
  isReplaced = false;

  async getLog() {
    return { ...(await super.getLog()), ...this.changes };
  }

  async getLines(position: Parameters<TextLogSource['getLines']>[0]) {
    if (this.isReplaced) {
      throw await createResponseError('BlobChanged', { status: 409 });
    }
    return super.getLines(position);
  }
}

async function open(
  source: TextLogSource,
  props: Partial<LogViewerProps> = {},
) {
  const user = userEvent.setup();
  const apis = renderTab(
    <AzureBlobLogViewer source={source} {...props} />,
    new FakeAzureBlobApi(createDemoWorld()),
  );
  const lines = await screen.findByRole('grid', { name: /^Lines of/ });
  return { user, lines, ...apis };
}

function numbersIn(lines: HTMLElement) {
  return within(lines)
    .getAllByRole('row')
    .map(row => Number(row.getAttribute('aria-rowindex')));
}

describe('AzureBlobLogViewer', () => {
  it('should open at the first error, with its group open and others folded', async () => {
    const { user, lines } = await open(new TextLogSource('a.log', BUILD), {
      startAt: 'error',
    });
    expect(
      await within(lines).findByText('ERROR refund is wrong'),
    ).toBeVisible();
    const install = within(lines).getByRole('button', { name: /^Install/ });
    expect(install).toHaveTextContent('Install(folded 41)');
    expect(install).toHaveAttribute('aria-expanded', 'false');
    expect(within(lines).getByRole('button', { name: 'Test' })).toHaveAttribute(
      'aria-expanded',
      'true',
    );
    expect(numbersIn(lines).slice(0, 4)).toEqual([1, 43, 44, 45]);
    expect(lines.textContent).not.toContain('##[');

    install.focus();
    await user.keyboard('{Enter}');
    expect(await within(lines).findByText('package 3')).toBeVisible();
    await user.keyboard('{ArrowLeft}');
    expect(within(lines).queryByText('package 3')).not.toBeInTheDocument();
    await user.keyboard('{ArrowRight}');
    expect(await within(lines).findByText('package 3')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Fold all groups' }));
    expect(
      within(lines).queryByText('ERROR refund is wrong'),
    ).not.toBeInTheDocument();
  });

  it('should step through errors, and unfold what hides them', async () => {
    const { user, lines } = await open(new TextLogSource('a.log', BUILD));
    expect(await within(lines).findByText('ERROR the end')).toBeVisible();
    expect(screen.getByText('2 errors')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Fold all groups' }));
    act(() => lines.focus());
    await user.keyboard('e');
    const announced = await screen.findByText('Line 146 of 146');
    expect(announced).toHaveAttribute('role', 'status');
    await user.keyboard('e');
    expect(
      await within(lines).findByText('ERROR refund is wrong'),
    ).toBeVisible();
    expect(announced).toHaveTextContent('Line 44 of 146');
    await user.keyboard('E');
    expect(await within(lines).findByText('ERROR the end')).toBeVisible();
  });

  it('should show a heading without lines as other headings', async () => {
    const { lines } = await open(
      new TextLogSource('a.log', ['~~~ Preparing', '--- Build', 'built']),
      { startAt: 'error' },
    );
    expect(await within(lines).findByText('Preparing')).toBeVisible();
    expect(within(lines).getByRole('button', { name: /^Build/ })).toBeVisible();
    expect(lines).not.toHaveTextContent('~~~');
    expect(
      within(lines).queryByRole('button', { name: /^Preparing/ }),
    ).not.toBeInTheDocument();
  });

  it('should say in front what it says, while it fills the screen', async () => {
    const { user, lines, toasts } = await open(
      new TextLogSource('a.log', ['one', 'two']),
      { line: { from: 1, to: 1 }, hrefToLine: ({ from }) => `?line=${from}` },
    );
    await within(lines).findByText('one');
    const copyLink = () =>
      user.click(screen.getByRole('button', { name: 'Copy link to line 1' }));
    await user.click(screen.getByRole('button', { name: 'Full screen' }));
    await copyLink();
    const said = await screen.findByText('Link copied');
    const viewer = lines.closest<HTMLElement>('[data-log-viewer]');
    expect(viewer).toContainElement(said);
    expect(said.closest('[role="status"]')).toBeInTheDocument();
    expect(toasts).not.toHaveBeenCalled();

    jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockRejectedValueOnce(new Error('refused'));
    await copyLink();
    expect(await within(viewer ?? lines).findByRole('alert')).toHaveTextContent(
      'Your browser did not let the portal copy.',
    );
    await user.click(
      screen.getByRole('button', { name: 'Leave full screen (Esc)' }),
    );
    await copyLink();
    await waitFor(() => expect(toasts).toHaveBeenCalledTimes(1));
  });

  it('should open a marked line that would be folded', async () => {
    const { lines } = await open(new TextLogSource('a.log', BUILD), {
      line: { from: 20, to: 21 },
      onLine: () => {},
    });
    expect(await within(lines).findByText('package 18')).toBeVisible();
    const marked = within(lines).getAllByRole('row', { current: true });
    expect(marked.map(row => row.getAttribute('aria-rowindex'))).toEqual([
      ...['20', '21'],
    ]);
  });

  it('should show times in a column, in the form that was chosen', async () => {
    const { user, lines } = await open(new TextLogSource('a.log', BUILD), {
      startAt: 'error',
    });
    const row = () =>
      within(lines).getByText('ERROR refund is wrong').closest('[role="row"]');
    await within(lines).findByText('ERROR refund is wrong');
    expect(row()?.textContent).toMatch(/^44\d\d:16:03\.000ERROR/);
    lines.focus();
    await user.keyboard('t');
    expect(row()).toHaveTextContent('44+1:03.000ERROR');
    await user.keyboard('t');
    expect(row()).toHaveTextContent('44+1:00.500ERROR');
    await user.keyboard('t');
    expect(row()).toHaveTextContent('44ERROR refund is wrong');
  });

  it('should mark a range with shift, and copy more than is in sight', async () => {
    const { user, lines, toasts } = await open(
      new TextLogSource('a.log', [
        `one ${ESC}[31mred${ESC}[0m`,
        ...Array.from({ length: 500 }, (_, index) => `line ${index + 2}`),
      ]),
    );
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    lines.focus();
    await user.keyboard('{Home}');
    await user.click(await within(lines).findByRole('button', { name: '1' }));
    await user.click(screen.getByRole('button', { name: 'Go to the end' }));
    const last = await within(lines).findByRole('button', { name: '501' });
    fireEvent.click(last, { shiftKey: true });
    expect(await screen.findByText('Lines 1 to 501 (501)')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    await waitFor(() => expect(copied).toHaveBeenCalled());
    const text = copied.mock.lastCall?.[0].split('\n');
    expect(text).toHaveLength(501);
    expect(text?.[0]).toBe('one red');
    await waitFor(() =>
      expect(toasts).toHaveBeenCalledWith(
        expect.objectContaining({ title: '501 lines copied' }),
      ),
    );

    await user.click(screen.getByRole('button', { name: /^Clear the marked/ }));
    lines.focus();
    await user.keyboard('{Control>}a{/Control}');
    expect(await screen.findByText('Lines 1 to 501 (501)')).toBeVisible();
    copied.mockClear();
    await user.keyboard('{Control>}c{/Control}');
    await waitFor(() => expect(copied).toHaveBeenCalled());
  });

  it('should find, highlight, go from hit to hit, and show hits alone', async () => {
    const { user, lines } = await open(new TextLogSource('a.log', BUILD));
    await within(lines).findByText('ERROR the end');
    lines.focus();
    await user.keyboard('{Control>}f{/Control}');
    const field = screen.getByRole('textbox', { name: /search/i });
    expect(field).toHaveFocus();
    await user.type(field, 'package 3{Enter}');
    const hits = () => lines.querySelectorAll('[data-hit]');
    await waitFor(() => expect(hits().length).toBeGreaterThan(0));
    expect(hits()[0]).toHaveTextContent('package 3');
    lines.focus();
    await user.keyboard('n');
    await user.click(
      screen.getByRole('button', { name: 'Show only lines with hits' }),
    );
    await waitFor(() =>
      expect(numbersIn(lines)).toEqual([
        ...[5, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41],
      ]),
    );
    expect(lines.querySelectorAll('[data-gap]')).toHaveLength(1);
  });

  it('should follow what is written, let go, and return', async () => {
    const source = new TextLogSource('a.log', BUILD, { isGrowing: true });
    const { user, lines } = await open(source);
    expect(await screen.findByText('Live')).toBeVisible();
    await act(async () => source.append('just written'));
    expect(await within(lines).findByText('just written')).toBeVisible();
    lines.focus();
    await user.keyboard('{Home}');
    await act(async () => source.append('more', 'and more'));
    const back = await screen.findByRole('button', { name: '2 new lines' });
    expect(within(lines).queryByText('and more')).not.toBeInTheDocument();
    await user.click(back);
    const last = await within(lines).findByText('and more');
    expect(last.closest('[role="row"]')).toHaveAttribute(
      'aria-rowindex',
      String(BUILD.length + 3),
    );
    expect(
      screen.queryByRole('button', { name: /new line/ }),
    ).not.toBeInTheDocument();
    await act(async () => source.end());
    await waitFor(() =>
      expect(screen.queryByText('Live')).not.toBeInTheDocument(),
    );
  });

  it('C9: should ask before a link of the log is followed', async () => {
    const link = `see ${ESC}]8;;https://evil.example/a${ESC}\\github.com${ESC}]8;;${ESC}\\`;
    const { user, lines } = await open(new TextLogSource('a.log', [link]));
    const shown = await within(lines).findByRole('link', {
      name: 'github.com',
    });
    expect(shown).toHaveAttribute('rel', 'noopener noreferrer nofollow');
    expect(shown).toHaveAttribute('title', 'https://evil.example/a');
    await user.click(shown);
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('https://evil.example/a')).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Stay here' }));
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
  });

  it('should open the rest of a line that is too long', async () => {
    const { user, lines } = await open(
      new TextLogSource('a.log', [`${'x'.repeat(20_000)} its end`]),
    );
    await user.click(
      await within(lines).findByRole('button', {
        name: '+ 10,008 more characters',
      }),
    );
    const dialog = await screen.findByRole('dialog', { name: 'Line 1' });
    await waitFor(() => expect(dialog).toHaveTextContent(/x its end$/));
  });

  it('should say that a log was replaced, and offer the version that was read', async () => {
    const source = new OtherLogSource(
      'a.log',
      Array.from({ length: 5000 }, (_, index) => `line ${index + 1}`),
    );
    source.changes = { version: '2026-11-20T08:15:00.0000000Z' };
    const onVersion = jest.fn();
    const { user, lines } = await open(source, { onVersion });
    await within(lines).findByText('line 5000');
    source.isReplaced = true;
    await user.click(screen.getByRole('button', { name: 'Go to the start' }));
    expect(await screen.findByText(/This log was replaced/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Go to the end' }));
    expect(await within(lines).findByText('line 5000')).toBeVisible();
    await user.click(
      screen.getByRole('button', { name: 'Open the version you read' }),
    );
    expect(onVersion).toHaveBeenCalledWith(source.changes.version);
  });

  it('should not show what is no text before it is asked to', async () => {
    const source = new OtherLogSource('a.bin', ['PK\u0003\u0004']);
    source.changes = { isBinary: true };
    renderTab(
      <AzureBlobLogViewer source={source} />,
      new FakeAzureBlobApi(createDemoWorld()),
    );
    const user = userEvent.setup();
    await user.click(
      await screen.findByRole('button', { name: 'Show anyway' }),
    );
    expect(
      await screen.findByRole('grid', { name: 'Lines of a.bin' }),
    ).toHaveTextContent('PK\u2403\u2404');
  });

  it('should say what it waits for where a log has to be unpacked', async () => {
    const source = new OtherLogSource('a.log.gz', ['one']);
    const { index } = await source.getLog();
    source.changes = {
      compression: 'gzip',
      index: { ...index, state: 'building', lines: 0, textBytes: 0 },
    };
    renderTab(
      <AzureBlobLogViewer source={source} />,
      new FakeAzureBlobApi(createDemoWorld()),
    );
    expect(await screen.findByText('Unpacking the first lines…')).toBeVisible();
    source.changes = { compression: 'gzip' };
    expect(await screen.findByText('one')).toBeVisible();
  });

  it('should open a link at its byte before lines are counted, then check it', async () => {
    const lines = Array.from(
      { length: 9000 },
      (_, index) => `line ${index + 1}`,
    );
    const source = new OtherLogSource('a.log', lines);
    const { index } = await source.getLog();
    source.changes = {
      index: { ...index, state: 'building', indexedBytes: 10, lines: 1 },
    };
    const byte = lines.slice(0, 6999).join('\n').length + 1;
    const { lines: grid } = await open(source, {
      line: { from: 7000, to: 7000, byte },
      onLine: () => {},
    });
    expect(await within(grid).findByText('line 7000')).toBeVisible();
    expect(grid).toHaveAttribute('aria-rowcount', '-1');
    source.changes = {};
    await waitFor(() => expect(grid).toHaveAttribute('aria-rowcount', '9000'));
    expect(
      await within(grid).findByRole('row', { current: true }),
    ).toHaveTextContent('line 7000');
  });

  it('should show its keys', async () => {
    const { user, lines } = await open(new TextLogSource('a.log', BUILD));
    lines.focus();
    await user.keyboard('?');
    expect(await screen.findByRole('dialog', { name: 'Keys' })).toBeVisible();
  });
});
