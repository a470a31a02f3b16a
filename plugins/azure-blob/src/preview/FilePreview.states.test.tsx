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

import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createResponseError } from '../__testUtils__';
import { renderPreview } from './__testUtils__/renderPreview';

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

function decode(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), character => character.charCodeAt(0));
}

describe('FilePreview', () => {
  describe('of an archive', () => {
    const entries = [
      { path: 'docs/', kind: 'folder' as const },
      { path: 'docs/a.txt', kind: 'file' as const, blob: 'inside' },
      { path: 'secret.txt', kind: 'file' as const, encrypted: true },
      { path: 'inner.zip', kind: 'file' as const, blob: 'PK\x03\x04' },
      { path: '../../evil.txt', kind: 'file' as const, blob: 'just a name' },
    ];

    it('should list members, open one, and lead back', async () => {
      const api = renderPreview('a.zip', 'PK\x03\x04', { entries });
      const grid = await screen.findByRole('grid', {
        name: 'Content of a.zip',
      });
      expect(screen.getByText('5 entries')).toBeInTheDocument();
      expect(within(grid).getByText('encrypted')).toBeInTheDocument();
      grid.focus();
      await userEvent.keyboard('{ArrowDown}{Enter}');
      expect(
        await screen.findByRole('grid', { name: 'Lines of a.txt' }),
      ).toHaveTextContent('inside');
      expect(api.requestsOf('readContent').at(-1)).toMatchObject({
        entry: 'docs/a.txt',
      });
      await userEvent.click(screen.getByRole('link', { name: 'a.zip' }));
      await screen.findByRole('grid', { name: 'Content of a.zip' });
    });

    it('should open nothing that is encrypted, and no archive inside', async () => {
      const onOpenEntry = jest.fn();
      renderPreview('a.zip', 'PK\x03\x04', {
        entries,
        target: { onOpenEntry },
      });
      await screen.findByRole('grid', { name: 'Content of a.zip' });
      await userEvent.click(screen.getByText('secret.txt'));
      await userEvent.click(screen.getByText('docs/'));
      expect(onOpenEntry).not.toHaveBeenCalled();
      await userEvent.click(screen.getByText('../../evil.txt'));
      expect(onOpenEntry).toHaveBeenCalledWith(
        expect.objectContaining({ path: '../../evil.txt' }),
      );
    });

    it('should say that an archive inside is not opened', async () => {
      renderPreview('a.zip', 'PK\x03\x04', {
        entries,
        query: '&entry=inner.zip',
      });
      expect(
        await screen.findByText('An archive inside an archive'),
      ).toBeInTheDocument();
    });

    it('should say where an archive cannot be read', async () => {
      renderPreview('a.zip', 'PK\x03\x04');
      expect(await screen.findByText(/ArchiveUnreadable/)).toBeInTheDocument();
    });
  });

  it.each([
    ['empty.txt', '', 'This file is empty'],
    ['a.bin', new Uint8Array(10), 'No preview of this kind of file'],
    ['a.pdf', '%PDF-1.7', 'PDF'],
  ])('should say what there is to say of %s', async (name, blob, title) => {
    renderPreview(name, blob);
    await screen.findByRole('heading', { name: title });
    expect(
      screen.getByRole('button', { name: `Download ${name}` }),
    ).toBeInTheDocument();
  });

  it('should never fetch a blob with an unsupported name', async () => {
    const api = renderPreview('a\\b.txt', 'x', {
      target: {
        details: {
          name: 'a\\b.txt',
          path: 'a\\b.txt',
          kind: 'file',
          size: 1,
          lastModified: '2026-11-21T20:00:00.000Z',
          etag: '"1"',
          metadata: {},
          unsupportedName: true,
        },
      },
    });
    await screen.findByText(/shown and never fetched/);
    expect(api.calls).toEqual([]);
  });

  it('should explain what is in the way, and try again', async () => {
    const error = await createResponseError('StorageThrottled', {
      status: 503,
    });
    const api = renderPreview('a.txt', 'now', {
      prepare: fake => {
        fake.errors.readContent = error;
      },
    });
    await screen.findByText(/StorageThrottled/);
    api.errors = {};
    await userEvent.click(screen.getByRole('button', { name: /try again/i }));
    expect(await screen.findByText('now')).toBeInTheDocument();
  });

  it('should say that a file was replaced meanwhile', async () => {
    renderPreview('a.txt', 'new', {
      prepare: fake => {
        fake.etag = '"2"';
      },
    });
    expect(
      await screen.findByRole('heading', { name: 'This file was replaced' }),
    ).toBeInTheDocument();
  });

  it('should stop reading when it is left', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    renderPreview('a.txt', 'x', {
      prepare: fake => {
        fake.slow = ['readContent'];
        const read = fake.readContent.bind(fake);
        fake.readContent = (request, options) => {
          signals.push(options?.signal);
          return read(request, options);
        };
      },
    });
    await waitFor(() => expect(signals).toHaveLength(1));
    expect(screen.getByText('Opening a.txt…')).toBeInTheDocument();
    cleanup();
    expect(signals[0]?.aborted).toBe(true);
  });
});

describe('FileSource', () => {
  it('should show what a document is written as', async () => {
    renderPreview('a.html', '<p>hi</p>', { isSource: true });
    await screen.findByRole('grid', { name: 'Lines of a.html' });
    expect(document.querySelector('iframe')).toBeNull();
  });

  it('should say that there is no text in what is none', async () => {
    renderPreview('a.png', decode(PNG), { isSource: true });
    expect(
      await screen.findByText('No preview of this kind of file'),
    ).toBeInTheDocument();
  });
});
