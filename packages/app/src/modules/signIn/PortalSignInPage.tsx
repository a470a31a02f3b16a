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

import { SignInPage } from '@backstage/core-components';
import { microsoftAuthApiRef } from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';

export function PortalSignInPage(props: SignInPageProps) {
  return (
    <SignInPage
      {...props}
      align="center"
      title="Sign in"
      providers={[
        {
          id: 'microsoft-auth-provider',
          title: 'Microsoft',
          message: 'See the artifacts and logs of what your teams own.',
          apiRef: microsoftAuthApiRef,
        },
        'guest',
      ]}
    />
  );
}
