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

import { RiFileCopyLine, RiFolderOpenLine } from '@remixicon/react';
import { Button, Text } from '@backstage/ui';
import { parseEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCopy } from '../common';
import { WhyNotice } from '../diagnosis';
import { azureBlobTranslationRef } from '../translation';
import styles from './EmptyArtifacts.module.css';

/** Props of {@link EmptyArtifacts}. */
export interface EmptyArtifactsProps {
  entityRef: string;
  location: string;
}

/** For a location without a run: how the first one gets there. */
export function EmptyArtifacts(props: EmptyArtifactsProps) {
  const { entityRef, location } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const copy = useCopy();
  const command = publishCommand(entityRef);
  return (
    <WhyNotice
      entityRef={entityRef}
      location={location}
      icon={<RiFolderOpenLine />}
      title={t('artifacts.empty.title')}
      actions={
        <Button
          size="medium"
          variant="secondary"
          iconStart={<RiFileCopyLine />}
          onPress={() => copy(command, t('artifacts.empty.copied'))}
        >
          {t('artifacts.empty.copy')}
        </Button>
      }
    >
      <Text as="p" style={{ margin: 0 }}>
        {t('artifacts.empty.description')}
      </Text>
      <Text as="p" style={{ margin: 0 }}>
        {t('artifacts.empty.snippet')}
      </Text>
      <pre className={styles.command}>{command}</pre>
    </WhyNotice>
  );
}

function publishCommand(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return [
    'az storage blob upload-batch --auth-mode login \\',
    '  --account-name <account> --destination <container> \\',
    `  --destination-path "${kind}/${namespace}/${name}/$RUN_NUMBER" \\`,
    '  --source dist',
  ].join('\n');
}
