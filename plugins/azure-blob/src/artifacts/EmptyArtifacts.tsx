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

import { RiFolderOpenLine } from '@remixicon/react';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { WhyNotice } from '../diagnosis';
import { PublishSteps } from '../publish';
import { azureBlobTranslationRef } from '../translation';

/** Props of {@link EmptyArtifacts}. */
export interface EmptyArtifactsProps {
  entityRef: string;
  location: string;
}

/** For a location without a run: how the first one gets there. */
export function EmptyArtifacts(props: EmptyArtifactsProps) {
  const { entityRef, location } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return (
    <WhyNotice
      entityRef={entityRef}
      location={location}
      icon={<RiFolderOpenLine />}
      title={t('publish.title')}
      footer={<PublishSteps entityRef={entityRef} />}
    >
      <Text as="p" style={{ margin: 0 }}>
        {t('publish.description')}
      </Text>
    </WhyNotice>
  );
}
