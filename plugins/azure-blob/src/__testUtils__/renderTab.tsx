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

import { ReactElement } from 'react';
import {
  alertApiRef,
  AnyApiRef,
  discoveryApiRef,
  identityApiRef,
  microsoftAuthApiRef,
  storageApiRef,
} from '@backstage/core-plugin-api';
import { toastApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { AzureBlobApi } from 'backstage-plugin-azure-blob-common';
import { azureBlobApiRef, microsoftStepUpApiRef } from '../api';
import {
  azureBlobArtifactsPageRouteRef,
  azureBlobLogsRouteRef,
} from '../routes';
import { FakeStepUp } from './FakeStepUp';
import { demoEntity } from './demoWorld';

/** What {@link renderTab} hands back besides the rendered page. */
export interface TabApis {
  toasts: jest.Mock;
  getAccessToken: jest.Mock;
  signOut: jest.Mock;
  stepUp: FakeStepUp;
}

/** Renders a tab of an entity page against an API. */
export function renderTab(
  tab: ReactElement,
  api: AzureBlobApi,
  options: {
    url?: string;
    config?: { clientId?: string };
    /** The path of the Logs tab; there is none where it is left out. */
    mountedLogs?: string;
    /** Besides those of every tab, or instead of them. */
    apis?: [AnyApiRef, object][];
  } = {},
): TabApis {
  const { url = '/', config = { clientId: 'api-app' } } = options;
  const toasts = jest.fn(() => ({ close: () => {} }));
  const getAccessToken = jest.fn(async () => 'token');
  const signOut = jest.fn(async () => {});
  const stepUp = new FakeStepUp();
  const apis = new Map<AnyApiRef, object>([
    [azureBlobApiRef, api],
    [microsoftAuthApiRef, { getAccessToken }],
    [microsoftStepUpApiRef, stepUp],
    [identityApiRef, { ...mockApis.identity(), signOut }],
    [toastApiRef, { post: toasts }],
    [alertApiRef, mockApis.alert()],
    [discoveryApiRef, mockApis.discovery()],
    [storageApiRef, mockApis.storage()],
    ...(options.apis ?? []),
  ]);
  renderInTestApp(<EntityProvider entity={demoEntity}>{tab}</EntityProvider>, {
    apis: [...apis] as [],
    mountedRoutes: {
      '/artifacts': azureBlobArtifactsPageRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
      ...(options.mountedLogs && {
        [options.mountedLogs]: azureBlobLogsRouteRef,
      }),
    },
    initialRouteEntries: [url],
    config: { azureBlob: config },
  });
  return { toasts, getAccessToken, signOut, stepUp };
}
