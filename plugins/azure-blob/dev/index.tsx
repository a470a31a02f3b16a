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

import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
  microsoftAuthApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import azureBlobPlugin from '../src/alpha';
import { azureBlobApiRef } from '../src';
import { microsoftStepUpApiRef } from '../src/api';
import { createDevApi } from './devApi';
import { devEntities } from './devEntities';
import { createDevMicrosoftAuth, createDevStepUp } from './devSignIn';

// Each entity of this catalog is a state to look at: its name says which.
createDevApp({
  features: [
    catalogPlugin,
    azureBlobPlugin,
    createFrontendModule({
      pluginId: 'catalog',
      extensions: [
        ApiBlueprint.make({
          params: define =>
            define({
              api: catalogApiRef,
              deps: {},
              factory: () => catalogApiMock({ entities: devEntities }),
            }),
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'azure-blob',
      extensions: [
        PageBlueprint.make({
          name: 'log-story',
          params: {
            path: '/log-story',
            loader: () =>
              import('./logStory/LogStory').then(m => <m.LogStory />),
          },
        }),
        ApiBlueprint.make({
          params: define =>
            define({
              api: azureBlobApiRef,
              deps: {},
              factory: () => createDevApi(),
            }),
        }),
        ApiBlueprint.make({
          name: 'microsoft-step-up',
          params: define =>
            define({
              api: microsoftStepUpApiRef,
              deps: {},
              factory: () => createDevStepUp(),
            }),
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'app',
      extensions: [
        ApiBlueprint.make({
          name: 'microsoft-auth',
          params: define =>
            define({
              api: microsoftAuthApiRef,
              deps: {},
              factory: () => createDevMicrosoftAuth(),
            }),
        }),
      ],
    }),
  ],
});
