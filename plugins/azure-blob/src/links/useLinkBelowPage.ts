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

import { useLocation } from 'react-router-dom';
import { useRouteRef } from '@backstage/core-plugin-api';
import { azureBlobArtifactsPageRouteRef } from '../routes';

/**
 * The path below this page as it stands in the URL. The router decodes what it
 * hands to a route, which makes a slash of a name that holds `%2F`.
 */
export function useLinkBelowPage(): string {
  const { pathname } = useLocation();
  const mount = useRouteRef(azureBlobArtifactsPageRouteRef)();
  const depth = mount.split('/').filter(Boolean).length;
  return pathname.replace(/^\/+/, '').split('/').slice(depth).join('/');
}
