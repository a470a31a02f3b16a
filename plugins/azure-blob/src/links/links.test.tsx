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

import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes, useLocation } from 'react-router-dom';
import {
  createDemoWorld,
  createResponseError,
  FakeAzureBlobApi,
} from '../__testUtils__';
import { renderTab } from '../__testUtils__/renderTab';
import { EntityAccess } from '../access/EntityAccess';
import { LinkPage } from './LinkPage';

const LINK = '/artifacts/component/default/payments-api';
const TAB = '/catalog/default/component/payments-api/artifacts';

function Where() {
  const { pathname, search } = useLocation();
  return <output>{pathname + search}</output>;
}

function open(url: string, change: (api: FakeAzureBlobApi) => void = () => {}) {
  const api = new FakeAzureBlobApi(createDemoWorld());
  change(api);
  const tab = (
    <Routes>
      <Route path="/artifacts/*" element={<LinkPage />} />
      <Route path="*" element={<Where />} />
    </Routes>
  );
  return { api, ...renderTab(tab, api, { url }) };
}

/** Where the link led to, and the query there. */
async function findPlace(): Promise<[path: string, query: object]> {
  const where = await screen.findByText(text => text.startsWith('/catalog/'));
  const url = new URL(where.textContent ?? '', 'https://portal');
  return [url.pathname, Object.fromEntries(url.searchParams)];
}

describe('a permanent link', () => {
  it('should lead to a file, in the tab of its entity', async () => {
    const { api } = open(
      `${LINK}/reports/unit/junit.xml?run=latest&branch=main&status=succeeded`,
    );
    expect(await findPlace()).toEqual([
      TAB,
      {
        location: 'artifacts',
        run: '1284',
        file: '1284/reports/unit/junit.xml',
      },
    ]);
    expect(api.requestsOf('resolveLink')).toEqual([
      {
        entityRef: 'component:default/payments-api',
        path: 'reports/unit/junit.xml',
        run: 'latest',
        branch: 'main',
        status: 'succeeded',
      },
    ]);
  });

  it('should lead to a line of a log', async () => {
    open(`${LINK}/steps/checkout.log?location=logs&run=1284&line=3`);
    expect(await findPlace()).toEqual([
      '/catalog/default/component/payments-api/logs',
      {
        location: 'logs',
        run: '1284',
        path: 'steps/checkout.log',
        line: '3',
      },
    ]);
  });

  it('should find the file that it names, and not what its name decodes to', async () => {
    const name = '100%2Fdone #1?.txt';
    open(`${LINK}/${encodeURIComponent(name)}?run=1284`, api => {
      api.world.locations.artifacts.blobs[`1284/${name}`] = 'done';
      api.world.locations.artifacts.blobs['1284/100/done #1?.txt'] = 'other';
    });
    expect(await findPlace()).toEqual([
      TAB,
      {
        location: 'artifacts',
        run: '1284',
        file: `1284/${name}`,
      },
    ]);
  });

  it('should follow an entity to its new name', async () => {
    open('/artifacts/component/default/payments?run=1284', api => {
      api.world.link = {
        entityRef: 'component:default/payments-api',
        movedFrom: 'component:default/payments',
      };
    });
    expect(await findPlace()).toEqual([
      TAB,
      {
        location: 'artifacts',
        run: '1284',
        'moved-from': 'component:default/payments',
      },
    ]);
  });

  it.each([
    [
      `${LINK}/reports/old.html?run=1284`,
      'This file or folder is not there any more.',
      ['Open the run', 'See what there is'],
      `${LINK}?location=artifacts&run=1284`,
    ],
    [
      `${LINK}/build-output.json?run=1284`,
      'This file or folder is not there any more.',
      ['Open it in run 1283', 'Open the run', 'See what there is'],
      `${LINK}/build-output.json?location=artifacts&run=1283`,
    ],
    [
      `${LINK}/reports/?run=77`,
      'This run is not there any more.',
      ['Open it in run 1284', 'Latest run', 'See what there is'],
      `${LINK}/reports/?location=artifacts&run=1284`,
    ],
    [
      `${LINK}/package.tgz?run=1284&blob-version=version:1`,
      'This version of the file is not there any more.',
      ['Open the current version', 'See all versions', 'See what there is'],
      `${TAB}?location=artifacts&run=1284&file=1284%2Fpackage.tgz`,
    ],
    [
      `${LINK}?run=latest&branch=none`,
      'There is no such run yet.',
      ['See what there is'],
      `${TAB}?location=artifacts`,
    ],
  ])('should say what is left of %s', async (url, title, ways, first) => {
    open(url, api => {
      if (url.endsWith('none')) {
        api.world.link = { nearestRun: undefined };
      }
    });
    expect(await screen.findByText(title)).toBeVisible();
    const links = screen
      .getAllByRole('link')
      .filter(link => link.textContent !== 'payments-api');
    expect(links.map(link => link.textContent)).toEqual(ways);
    expect(links[0]).toHaveAttribute('href', first);
    expect(screen.getByRole('button', { name: 'Why?' })).toBeVisible();
  });

  it('should come to the same place after signing in', async () => {
    const user = userEvent.setup();
    const { api } = open(`${LINK}/package.tgz?run=1284`, fake => {
      fake.isSignedIn = false;
    });
    const button = await screen.findByRole('button', {
      name: 'Sign in with Microsoft',
    });
    api.isSignedIn = true;
    await user.click(button);
    expect(await findPlace()).toEqual([
      TAB,
      {
        location: 'artifacts',
        run: '1284',
        file: '1284/package.tgz',
      },
    ]);
  });

  it('should say whose it is to those who may not see it', async () => {
    const error = await createResponseError('NoRole');
    open(`${LINK}/package.tgz?run=1284`, api => {
      api.errors.resolveLink = error;
      Object.assign(api.world.access, {
        allowed: false,
        locations: [],
        denial: { code: 'NoRole', message: '' },
        user: { entityRef: 'user:default/dave', groups: [] },
      });
    });
    expect(
      await screen.findByText('This component belongs to payments.'),
    ).toBeVisible();
    expect(screen.getByText('package.tgz')).toBeVisible();
  });

  it('should lead on from a location that is not there', async () => {
    const user = userEvent.setup();
    open(`${LINK}?location=elsewhere&run=1284`);
    await user.click(
      await screen.findByRole('button', { name: 'Show what there is' }),
    );
    expect(await findPlace()).toEqual([TAB, { location: 'artifacts' }]);
  });

  it.each(['/artifacts/component/default', `${LINK}/%`, `${LINK}?line=x`])(
    'should say that %s is none',
    async url => {
      const { api } = open(url);
      expect(
        await screen.findByText('This link is not complete.'),
      ).toBeVisible();
      expect(api.calls).toEqual([]);
    },
  );
});

describe('the notice of a new name', () => {
  const renderAt = (query: string) =>
    renderTab(
      <EntityAccess content="artifacts">{() => 'Runs'}</EntityAccess>,
      new FakeAzureBlobApi(createDemoWorld()),
      { url: `/?${query}` },
    );

  it('should be shown until it is dismissed', async () => {
    const user = userEvent.setup();
    renderAt('moved-from=component:default/payments');
    expect(
      await screen.findByText(
        'component:default/payments is called payments-api now.',
      ),
    ).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Dismiss' }));
    await waitFor(() =>
      expect(screen.queryByText(/is called/)).not.toBeInTheDocument(),
    );
  });

  it.each([
    'Your session ended: sign in at evil.example',
    'component:default/payments-api',
    'component:default/a b',
    '',
  ])('should not say what anybody wrote into a link: %j', async text => {
    renderAt(`moved-from=${encodeURIComponent(text)}`);
    expect(await screen.findByText('Runs')).toBeVisible();
    expect(screen.queryByText(/is called/)).not.toBeInTheDocument();
  });
});
