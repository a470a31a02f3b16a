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

import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Entity, RELATION_OWNED_BY } from '@backstage/catalog-model';
import { identityApiRef } from '@backstage/core-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  createDemoWorld,
  createResponseError,
  FakeAzureBlobApi,
  FakeWorld,
} from '../__testUtils__';
import { renderTab } from '../__testUtils__/renderTab';
import { OverviewCard } from './OverviewCard';
import { OwnArtifacts } from './OwnArtifacts';

const TAB = '/catalog/default/component/payments-api/artifacts';

function showCard(
  change: (world: FakeWorld, api: FakeAzureBlobApi) => void = () => {},
) {
  const world = createDemoWorld();
  const api = new FakeAzureBlobApi(world);
  change(world, api);
  renderTab(<OverviewCard />, api);
  return api;
}

describe('OverviewCard', () => {
  it('should show the latest runs, and who downloads', async () => {
    showCard(world => {
      const { runs = [] } = world.locations.artifacts;
      runs[0] = {
        ...runs[0],
        size: 222_298_112,
        retention: {
          action: 'delete',
          at: '2027-01-03T12:00:00.000Z',
          rule: 'old-builds',
        },
      };
    });
    const [latest, successful] = await screen.findAllByRole('link', {
      name: '#1284',
    });
    expect(latest).toHaveAttribute(
      'href',
      `${TAB}?location=artifacts&run=1284`,
    );
    expect(successful).toBeVisible();
    expect(screen.getByText('Latest successful on main')).toBeVisible();
    expect(screen.getByText('Succeeded')).toBeVisible();
    expect(screen.getAllByText('212 MiB')).toHaveLength(2);
    expect(screen.getByText(/old-builds/)).toBeVisible();
    expect(screen.getByText('3')).toBeVisible();
    const recent = screen.getByRole('list', { name: 'Last downloads' });
    expect(recent).toHaveTextContent('alice');
    expect(recent).toHaveTextContent('package.tgz');
    expect(
      screen.getByRole('link', { name: /Open artifacts/ }),
    ).toHaveAttribute('href', TAB);
  });

  it('should not invent what there is not', async () => {
    showCard(world => {
      const { runs = [] } = world.locations.artifacts;
      world.locations.artifacts.overview = {
        latest: runs[1],
        latestSuccessful: undefined,
        downloads: { lastWeek: 0, recent: [] },
      };
    });
    expect(await screen.findByText('None yet')).toBeVisible();
    expect(screen.getByText('None')).toBeVisible();
    expect(screen.queryByRole('list')).not.toBeInTheDocument();
  });

  it('should say how to begin', async () => {
    showCard(world => {
      world.locations.artifacts.runs = [];
    });
    expect(await screen.findByText('No artifacts yet')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'How to publish' }),
    ).toHaveAttribute('href', `${TAB}?location=artifacts`);
  });

  it('should say in a line why there is nothing to see', async () => {
    showCard(({ access }) => {
      Object.assign(access, { allowed: false, locations: [] });
    });
    expect(
      await screen.findByText('You have no access to the artifacts.'),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Why?' })).toBeVisible();
  });

  it('should say so where no location applies', async () => {
    const api = showCard(({ access }) => {
      access.locations = [];
    });
    expect(
      await screen.findByText('Nothing is stored for this component.'),
    ).toBeVisible();
    expect(api.requestsOf('getOverview')).toEqual([]);
  });

  it('should try again after an error', async () => {
    const user = userEvent.setup();
    const error = await createResponseError('StorageUnavailable');
    const api = showCard((_, { errors }) => {
      errors.getOverview = error;
    });
    expect(await screen.findByText(/StorageUnavailable/)).toBeVisible();
    api.errors = {};
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Succeeded')).toBeVisible();
  });
});

function createEntity(
  kind: string,
  name: string,
  options: { owner?: string; annotations?: Record<string, string> } = {},
): Entity {
  const { owner = 'payments', annotations } = options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { namespace: 'default', name, annotations },
    relations: [
      { type: RELATION_OWNED_BY, targetRef: `group:default/${owner}` },
    ],
  };
}

function showOwn(
  entities: Entity[],
  options: { url?: string; owns?: string[]; api?: FakeAzureBlobApi } = {},
) {
  const { url, owns = ['user:default/alice', 'group:default/payments'] } =
    options;
  const api = options.api ?? new FakeAzureBlobApi(createDemoWorld());
  renderTab(<OwnArtifacts />, api, {
    url,
    apis: [
      [catalogApiRef, catalogApiMock({ entities })],
      [
        identityApiRef,
        mockApis.identity({
          userEntityRef: 'user:default/alice',
          ownershipEntityRefs: owns,
        }),
      ],
    ],
  });
  return api;
}

describe('OwnArtifacts', () => {
  const names = Array.from({ length: 25 }, (_, index) =>
    `service-${index}`.padEnd(10, 'x'),
  );
  const many = names.map(name => createEntity('Component', name));

  it('should list what may have artifacts and is owned, with its runs', async () => {
    showOwn([
      createEntity('Component', 'payments-api'),
      createEntity('Component', 'search-indexer', { owner: 'search' }),
      createEntity('API', 'ledger', {
        annotations: { 'azure-blob/locations': 'artifacts' },
      }),
      createEntity('API', 'plain'),
    ]);
    const table = await screen.findByRole('table', {
      name: 'Components and their latest runs',
    });
    expect(
      within(table)
        .getAllByRole('rowheader')
        .map(header => header.textContent),
    ).toEqual(['ledger', 'payments-api']);
    expect(screen.getByText('2 components')).toBeVisible();
    const row = within(table).getByRole('row', { name: /payments-api/ });
    const [latest] = await within(row).findAllByRole('link', { name: '#1284' });
    expect(latest).toHaveAttribute(
      'href',
      `${TAB}?location=artifacts&run=1284`,
    );
    expect(row).toHaveTextContent('Succeeded');
    expect(row).toHaveTextContent('main');
  });

  it('should go through pages, and narrow by name', async () => {
    const user = userEvent.setup();
    const api = showOwn(many);
    expect(await screen.findByText('25 components')).toBeVisible();
    expect(screen.getAllByRole('rowheader')).toHaveLength(20);
    expect(api.requestsOf('getAccess')).toHaveLength(20);

    await user.click(screen.getByRole('button', { name: 'Next page' }));
    expect(await screen.findByText(names[9])).toBeVisible();
    expect(screen.getAllByRole('rowheader')).toHaveLength(5);

    await user.type(
      screen.getByRole('searchbox', { name: 'Filter components' }),
      'service-1x',
    );
    expect(await screen.findByText('1 component')).toBeVisible();
    expect(screen.getByText('service-1x')).toBeVisible();
  });

  it('should take page and filter from the URL', async () => {
    const user = userEvent.setup();
    showOwn(many, { url: '/?text=nothing-like-it' });
    expect(
      await screen.findByText(
        'No component that you own has “nothing-like-it” in its name.',
      ),
    ).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Clear the filter' }));
    expect(await screen.findByText('25 components')).toBeVisible();
  });

  it('should say what owning means to who owns nothing', async () => {
    showOwn(many, { owns: [] });
    expect(await screen.findByText('You own no component')).toBeVisible();
  });

  it('should tell row by row what there is not', async () => {
    const api = new FakeAzureBlobApi(createDemoWorld());
    api.world.locations.artifacts.runs = [];
    showOwn(many.slice(0, 1), { api });
    expect(await screen.findByText('No artifacts yet')).toBeVisible();
  });

  it('should ask for one sign-in only, and then fill all rows', async () => {
    const user = userEvent.setup();
    const api = new FakeAzureBlobApi(createDemoWorld());
    api.isSignedIn = false;
    showOwn(many.slice(0, 3), { api });
    const button = await screen.findByRole('button', {
      name: 'Sign in with Microsoft',
    });
    expect(screen.getAllByRole('row')).toHaveLength(4);
    api.isSignedIn = true;
    await user.click(button);
    expect(await screen.findAllByText('Succeeded')).toHaveLength(3);
    expect(button).not.toBeInTheDocument();
  });
});
