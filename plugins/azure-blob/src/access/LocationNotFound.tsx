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

import { RiErrorWarningLine } from '@remixicon/react';
import { Button, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { WhyNotice } from '../diagnosis';
import { azureBlobTranslationRef } from '../translation';

/** Props of {@link LocationNotFound}. */
export interface LocationNotFoundProps {
  entityRef: string;
  /** The id that is not one of the entity's. */
  location: string;
  onLeave(): void;
}

/** For a link to a location that this entity does not have. */
export function LocationNotFound(props: LocationNotFoundProps) {
  const { entityRef, location, onLeave } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return (
    <WhyNotice
      entityRef={entityRef}
      location={location}
      tone="danger"
      icon={<RiErrorWarningLine />}
      title={t('errors.LocationNotAllowed.title')}
      actions={
        <Button size="medium" variant="secondary" onPress={onLeave}>
          {t('access.otherLocations')}
        </Button>
      }
      footer={
        <Text
          as="p"
          variant="body-small"
          color="secondary"
          style={{ margin: 0 }}
        >
          {t('access.code')}: LocationNotAllowed
        </Text>
      }
    >
      <Text as="p" style={{ margin: 0 }}>
        {t('errors.LocationNotAllowed.advice')}
      </Text>
    </WhyNotice>
  );
}
