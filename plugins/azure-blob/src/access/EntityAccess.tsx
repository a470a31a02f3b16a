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

import { ReactNode, useCallback } from 'react';
import { RiFolderOpenLine } from '@remixicon/react';
import { Text } from '@backstage/ui';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  AzureBlobAccess,
  AzureBlobApi,
  AzureBlobBinding,
  AzureBlobLocation,
  AzureBlobLocationContent,
} from 'backstage-plugin-azure-blob-common';
import { azureBlobApiRef } from '../api';
import {
  Notice,
  TabRoot,
  TabSkeleton,
  useRequest,
  useUrlState,
} from '../common';
import { MovedNotice } from '../links';
import { azureBlobTranslationRef } from '../translation';
import { AzureBlobErrorPanel } from './AzureBlobErrorPanel';
import { DeniedPanel } from './DeniedPanel';
import { LocationNotFound } from './LocationNotFound';

/** What somebody with access to an entity may look into. */
export interface EntityAccessContent {
  access: AzureBlobAccess;
  bindings: AzureBlobBinding[];
  /** One at least. */
  locations: AzureBlobLocation[];
  /** Asks for all of it once more. */
  refresh(): void;
}

/** Props of {@link EntityAccess}. */
export interface EntityAccessProps {
  content: AzureBlobLocationContent;
  children(content: EntityAccessContent): ReactNode;
}

/** Shows its children to those who have access, and to others why not. */
export function EntityAccess({ content, children }: EntityAccessProps) {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  return (
    <TabRoot>
      <MovedNotice entityRef={entityRef} />
      <AccessOf key={entityRef} entityRef={entityRef} content={content}>
        {children}
      </AccessOf>
    </TabRoot>
  );
}

function AccessOf(props: EntityAccessProps & { entityRef: string }) {
  const { content, entityRef, children } = props;
  const api = useApi(azureBlobApiRef);
  const url = useUrlState();
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { value, error, retry } = useRequest(
    useCallback(signal => loadAccess(api, entityRef, signal), [api, entityRef]),
  );

  if (error) {
    return (
      <AzureBlobErrorPanel
        error={error}
        entityRef={entityRef}
        content={content}
        onRetry={retry}
      />
    );
  }
  if (!value) {
    return <TabSkeleton label={t('access.loading')} />;
  }
  const { access, bindings } = value;
  if (!access.allowed) {
    return <DeniedPanel access={access} onRetry={retry} />;
  }
  const locations = access.locations.filter(
    location => location.content === content,
  );
  const asked = url.get('location');
  if (locations.length === 0 && asked !== undefined) {
    return (
      <LocationNotFound
        entityRef={entityRef}
        location={asked}
        onLeave={() => url.update({ location: undefined })}
      />
    );
  }
  if (locations.length === 0) {
    return (
      <Notice
        icon={<RiFolderOpenLine />}
        title={t('artifacts.locations.emptyTitle')}
      >
        <Text as="p" style={{ margin: 0 }}>
          {content === 'logs'
            ? t('artifacts.locations.emptyLogs')
            : t('artifacts.locations.emptyArtifacts')}
        </Text>
      </Notice>
    );
  }
  return <>{children({ access, bindings, locations, refresh: retry })}</>;
}

async function loadAccess(
  api: AzureBlobApi,
  entityRef: string,
  signal: AbortSignal,
) {
  const [access, bindings] = await Promise.all([
    api.getAccess({ entityRef }, { signal }),
    // Only a notice: nobody has to wait for it to become well.
    api.getBindings({ entityRef }, { signal }).catch(() => ({ items: [] })),
  ]);
  return { access, bindings: bindings.items };
}
