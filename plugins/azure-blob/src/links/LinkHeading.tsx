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

import { Text } from '@backstage/ui';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobLinkTarget } from 'backstage-plugin-azure-blob-common';
import { DisplayName } from '../artifacts/names';
import { LATEST } from '../runs/latestRun';
import { azureBlobTranslationRef } from '../translation';
import { Permalink } from './Permalink';
import styles from './LinkHeading.module.css';

/** Props of {@link LinkHeading}. */
export interface LinkHeadingProps {
  link: Permalink;
  target?: AzureBlobLinkTarget;
}

/** What a permanent link names, where it does not lead to it. */
export function LinkHeading({ link, target }: LinkHeadingProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { path, run, version, blobVersion } = link;
  const entityRef = target?.entityRef ?? link.entityRef;
  return (
    <header className={styles.heading}>
      <Text as="h2" variant="title-x-small" weight="bold">
        {path ? <DisplayName name={path} /> : t('links.heading')}
      </Text>
      <p className={styles.facts}>
        <EntityRefLink entityRef={entityRef} disableTooltip />
        {run !== undefined && (
          <span>
            {run === LATEST ? (
              t('links.latestRun')
            ) : (
              <>
                {t('links.run')} <DisplayName name={run} />
              </>
            )}
          </span>
        )}
        {version !== undefined && (
          <span>
            {t('links.version')} <DisplayName name={version} />
          </span>
        )}
        {blobVersion !== undefined && (
          <span>
            {t('links.blobVersion')} <DisplayName name={blobVersion} />
          </span>
        )}
        {target?.movedFrom !== undefined && (
          <span>{t('links.movedFrom', { from: target.movedFrom })}</span>
        )}
      </p>
    </header>
  );
}
