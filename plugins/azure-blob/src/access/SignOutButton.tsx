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

import { RiLogoutBoxRLine } from '@remixicon/react';
import { Button } from '@backstage/ui';
import {
  errorApiRef,
  identityApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import { toError } from '@backstage/errors';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobTranslationRef } from '../translation';

/** Signs out of the portal, so that somebody else can sign in. */
export function SignOutButton() {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const identityApi = useApi(identityApiRef);
  const errorApi = useApi(errorApiRef);
  return (
    <Button
      size="medium"
      variant="secondary"
      iconStart={<RiLogoutBoxRLine />}
      onPress={() =>
        identityApi.signOut().catch(error => errorApi.post(toError(error)))
      }
    >
      {t('access.denied.signOut')}
    </Button>
  );
}
