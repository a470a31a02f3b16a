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

import { useCallback } from 'react';
import { RiLockLine } from '@remixicon/react';
import { Container, Text } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobApiRef } from '../api';
import { Notice, TabRoot, useRequest } from '../common';
import { describeProblem } from '../diagnosis';
import { azureBlobTranslationRef } from '../translation';
import { AdminError } from './AdminError';
import { LockList } from './LockList';
import { StatusList } from './StatusList';
import { StatusSkeleton } from './StatusSkeleton';

/** How the installation is, and what stops access, for administrators. */
export function AdminContent() {
  return (
    <main>
      <Container pt="5" pb="5">
        <TabRoot>
          <Administration />
        </TabRoot>
      </Container>
    </main>
  );
}

function Administration() {
  const api = useApi(azureBlobApiRef);
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const status = useRequest(
    useCallback(signal => api.getStatus({ signal }), [api]),
  );

  if (status.error !== undefined) {
    return describeProblem(status.error).code === 'PermissionDenied' ? (
      <Notice icon={<RiLockLine />} title={t('admin.denied.title')}>
        <Text as="p" style={{ margin: 0 }}>
          {t('admin.denied.advice')}
        </Text>
        <Text
          as="p"
          variant="body-small"
          color="secondary"
          style={{ margin: 0 }}
        >
          {t('access.code')}: PermissionDenied
        </Text>
      </Notice>
    ) : (
      <AdminError error={status.error} onRetry={status.retry} />
    );
  }
  if (!status.value) {
    return <StatusSkeleton />;
  }
  return (
    <>
      <StatusList
        status={status.value}
        isPending={status.isPending}
        onRefresh={status.retry}
      />
      <LockList />
    </>
  );
}
