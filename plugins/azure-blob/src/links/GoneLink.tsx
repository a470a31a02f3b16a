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

import { RiFileForbidLine } from '@remixicon/react';
import { ButtonLink, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobLinkTarget } from 'backstage-plugin-azure-blob-common';
import { WhyNotice } from '../diagnosis';
import { LATEST } from '../runs/latestRun';
import { azureBlobTranslationRef } from '../translation';
import { listWaysOn } from './listWaysOn';
import { Permalink } from './Permalink';
import { useTabPath } from './useTabPath';

/** Props of {@link GoneLink}. */
export interface GoneLinkProps {
  link: Permalink;
  target: AzureBlobLinkTarget;
}

/** Says what of a link is not there any more, and leads to what is left. */
export function GoneLink({ link, target }: GoneLinkProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const toTabPath = useTabPath();
  const { entityRef, location, content, nearestRun, gone = 'path' } = target;
  const kind = gone === 'run' && link.run === LATEST ? 'latest' : gone;
  const ways = listWaysOn(link, target, toTabPath(entityRef, content));
  return (
    <WhyNotice
      entityRef={entityRef}
      location={location}
      icon={<RiFileForbidLine />}
      title={t(`links.gone.${kind}.title`)}
      actions={ways.map(({ id, href }, index) => (
        <ButtonLink
          key={id}
          size="medium"
          variant={index === 0 ? 'primary' : 'secondary'}
          href={href}
        >
          {t(`links.ways.${id}`, { run: nearestRun ?? '' })}
        </ButtonLink>
      ))}
    >
      <Text as="p" style={{ margin: 0 }}>
        {t(`links.gone.${kind}.description`)}
      </Text>
      {gone !== 'version' && link.path && (
        <Text as="p" style={{ margin: 0 }}>
          {nearestRun === undefined
            ? t('links.gone.nowhere')
            : t('links.gone.nearest', { run: nearestRun })}
        </Text>
      )}
    </WhyNotice>
  );
}
