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

import { RiArrowRightLine } from '@remixicon/react';
import { ButtonLink } from '@backstage/ui';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { TabRoot } from '../common';
import { useTabPath } from '../links';
import { azureBlobTranslationRef } from '../translation';
import { OverviewCardContent } from './OverviewCardContent';

/** The latest run of an entity, and what is done with it, in a few lines. */
export function OverviewCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const entityRef = stringifyEntityRef(entity);
  const tabPath = useTabPath()(entityRef, 'artifacts');
  return (
    <EntityInfoCard
      title={t('overview.title')}
      headerActions={
        <ButtonLink
          variant="tertiary"
          size="small"
          iconEnd={<RiArrowRightLine />}
          href={tabPath}
        >
          {t('overview.open')}
        </ButtonLink>
      }
    >
      <TabRoot>
        <OverviewCardContent
          key={entityRef}
          entityRef={entityRef}
          tabPath={tabPath}
        />
      </TabRoot>
    </EntityInfoCard>
  );
}
