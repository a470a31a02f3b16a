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

import { ReactNode } from 'react';
import { cleanup, screen } from '@testing-library/react';
import {
  alertApiRef,
  configApiRef,
  discoveryApiRef,
  identityApiRef,
} from '@backstage/core-plugin-api';
import { translationApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import {
  renderInTestApp as renderInLegacyApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { AzureBlobApi } from 'backstage-plugin-azure-blob-common';
import { Route, Routes } from 'react-router-dom';
import azureBlobPlugin from './alpha';
import { createAzureBlobApi } from './api';
import {
  AzureBlobAdminPage,
  AzureBlobArtifactsPage,
  azureBlobApiRef,
  EntityAzureBlobArtifactsContent,
  EntityAzureBlobLogsContent,
  EntityAzureBlobOverviewCard,
  isAzureBlobAvailable,
} from './index';
import {
  createDemoWorld,
  createStatus,
  demoEntity,
  FakeAzureBlobApi,
} from './__testUtils__';

/** The APIs of a portal of the legacy system. */
function LegacyPortal(props: { api: AzureBlobApi; children: ReactNode }) {
  return (
    <TestApiProvider
      apis={[
        [azureBlobApiRef, props.api],
        [alertApiRef, mockApis.alert()],
        [configApiRef, mockApis.config()],
        [discoveryApiRef, mockApis.discovery()],
        [identityApiRef, mockApis.identity()],
        [translationApiRef, mockApis.translation()],
      ]}
    >
      {props.children}
    </TestApiProvider>
  );
}

const ENTITY_ROUTE = { '/catalog/:namespace/:kind/:name': entityRouteRef };

describe('azure-blob plugin', () => {
  it.each([
    ['artifacts', 'package.tgz'],
    ['logs', 'line 300 of the build'],
  ] as const)(
    'should put %s on an entity page of the new system',
    async (tab, text) => {
      renderTestApp({
        extensions: [
          createTestEntityPage({ entity: demoEntity }),
          azureBlobPlugin.getExtension(`entity-content:azure-blob/${tab}`),
        ],
        apis: [
          [
            azureBlobApiRef,
            new FakeAzureBlobApi(createDemoWorld({ logLines: 300 })),
          ],
        ],
      });
      expect(await screen.findByText(text)).toBeVisible();
    },
  );

  it.each([
    ['/', 'package.tgz'],
    ['/logs', 'line 300 of the build'],
  ])('should show %s in the legacy system', async (path, text) => {
    const api = new FakeAzureBlobApi(createDemoWorld({ logLines: 300 }));
    await renderInLegacyApp(
      <LegacyPortal api={api}>
        <EntityProvider entity={demoEntity}>
          <Routes>
            <Route path="/" element={<EntityAzureBlobArtifactsContent />} />
            <Route path="/logs" element={<EntityAzureBlobLogsContent />} />
          </Routes>
        </EntityProvider>
      </LegacyPortal>,
      {
        mountedRoutes: ENTITY_ROUTE,
        routeEntries: [path],
      },
    );
    expect(await screen.findByText(text)).toBeVisible();
  });

  it('should have a page for administrators in both systems', async () => {
    const world = createDemoWorld();
    world.status = createStatus(true);
    const api = new FakeAzureBlobApi(world);
    renderTestApp({
      extensions: [azureBlobPlugin.getExtension('page:azure-blob')],
      apis: [[azureBlobApiRef, api]],
      initialRouteEntries: ['/azure-blob'],
    });
    expect(await screen.findByText('Everything works.')).toBeVisible();
    cleanup();

    await renderInLegacyApp(
      <LegacyPortal api={api}>
        <Routes>
          <Route path="/azure-blob" element={<AzureBlobAdminPage />} />
        </Routes>
      </LegacyPortal>,
      { routeEntries: ['/azure-blob'] },
    );
    expect(await screen.findByText('Everything works.')).toBeVisible();
    expect(screen.getByText('Azure Blob')).toBeVisible();
  });

  it('should follow a permanent link into the tab of the new system', async () => {
    renderTestApp({
      features: [catalogPlugin, azureBlobPlugin],
      apis: [
        [catalogApiRef, catalogApiMock({ entities: [demoEntity] })],
        [azureBlobApiRef, new FakeAzureBlobApi(createDemoWorld())],
      ],
      initialRouteEntries: [
        '/artifacts/component/default/payments-api/SHA256SUMS.txt?run=latest',
      ],
    });
    expect(
      await screen.findByRole('complementary', { name: /SHA256SUMS\.txt/ }),
    ).toBeVisible();
  });

  it('should follow a permanent link into the tab of the legacy system', async () => {
    const api = new FakeAzureBlobApi(createDemoWorld());
    await renderInLegacyApp(
      <LegacyPortal api={api}>
        <Routes>
          <Route path="/artifacts" element={<AzureBlobArtifactsPage />}>
            <Route path="*" element={null} />
          </Route>
          <Route
            path="/catalog/:namespace/:kind/:name/artifacts"
            element="The tab"
          />
        </Routes>
      </LegacyPortal>,
      {
        mountedRoutes: ENTITY_ROUTE,
        routeEntries: ['/artifacts/component/default/payments-api?run=1284'],
      },
    );
    expect(await screen.findByText('The tab')).toBeVisible();
  });

  it('should put a card on the overview in both systems', async () => {
    const api = new FakeAzureBlobApi(createDemoWorld());
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: demoEntity }),
        azureBlobPlugin.getExtension('entity-card:azure-blob/overview'),
      ],
      apis: [[azureBlobApiRef, api]],
    });
    expect(await screen.findByText('Downloads this week')).toBeVisible();
    cleanup();

    await renderInLegacyApp(
      <LegacyPortal api={api}>
        <EntityProvider entity={demoEntity}>
          <EntityAzureBlobOverviewCard />
        </EntityProvider>
      </LegacyPortal>,
      {
        mountedRoutes: ENTITY_ROUTE,
      },
    );
    expect(await screen.findByText('Downloads this week')).toBeVisible();
  });

  it('should be there for components, and for what selects locations', () => {
    const api = { ...demoEntity, kind: 'API' };
    expect(isAzureBlobAvailable(demoEntity)).toBe(true);
    expect(isAzureBlobAvailable(api)).toBe(false);
    const selecting = {
      ...api,
      metadata: {
        name: 'api',
        annotations: { 'azure-blob/locations': 'artifacts' },
      },
    };
    expect(isAzureBlobAvailable(selecting)).toBe(true);
  });

  it('should send the token of a step-up as long as there is one', async () => {
    const fetch = jest.fn(async () => Response.json({ items: [] }));
    const getAccessToken = jest.fn(async () => 'entra-token');
    const getToken = jest.fn(() => 'stepped-up' as string | undefined);
    const api = createAzureBlobApi({
      configApi: mockApis.config({
        data: { azureBlob: { clientId: 'api-app' } },
      }),
      discoveryApi: { getBaseUrl: async () => 'http://backend' },
      fetchApi: { fetch },
      microsoftAuthApi: { getAccessToken },
      stepUpApi: { getToken },
    });
    const request = { entityRef: 'component:default/a', location: 'l' };
    const lastToken = () =>
      new Headers(
        (fetch.mock.lastCall as unknown as [string, RequestInit])[1].headers,
      ).get('Backstage-Azure-Blob-Authorization');
    await api.listRuns(request);
    expect(lastToken()).toBe('Bearer stepped-up');
    expect(getAccessToken).not.toHaveBeenCalled();

    getToken.mockReturnValue(undefined);
    await api.listRuns(request);
    expect(lastToken()).toBe('Bearer entra-token');
  });

  it.each([
    [{ clientId: 'app' }, 'api://app/access_as_user'],
    [{ clientId: 'app', scope: 'api://own/read' }, 'api://own/read'],
  ])(
    'should ask for the token of %j, and never for a popup',
    async (config, scope) => {
      const getAccessToken = jest.fn(async () => 'entra-token');
      const fetch = jest.fn(async () => Response.json({ items: [] }));
      const api = createAzureBlobApi({
        configApi: mockApis.config({ data: { azureBlob: config } }),
        discoveryApi: {
          getBaseUrl: async () => 'http://backend/api/azure-blob',
        },
        fetchApi: { fetch },
        microsoftAuthApi: { getAccessToken },
        stepUpApi: { getToken: () => undefined },
      });
      await api.listRuns({ entityRef: 'component:default/a', location: 'l' });
      expect(getAccessToken).toHaveBeenCalledWith(scope, { optional: true });
      expect(fetch).toHaveBeenCalledWith(
        'http://backend/api/azure-blob/v1/entities/component/default/a/runs?location=l',
        {
          headers: {
            'Backstage-Azure-Blob-Authorization': 'Bearer entra-token',
          },
          signal: undefined,
        },
      );
    },
  );
});
