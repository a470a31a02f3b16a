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

import { Tab, TabList, TabPanel, Tabs, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CodeBlock, useStored } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { PUBLISH_TOOLS, toPublishStep } from './toPublishStep';
import styles from './PublishSteps.module.css';

/** How the first run of a component gets here, from each kind of pipeline. */
export function PublishSteps({ entityRef }: { entityRef: string }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [stored, store] = useStored<string>('publish.tool', PUBLISH_TOOLS[0]);
  const chosen = PUBLISH_TOOLS.find(tool => tool === stored);
  return (
    <div className={styles.steps}>
      <Text as="h3" weight="bold">
        {t('publish.step')}
      </Text>
      <Tabs
        className={styles.tabs}
        selectedKey={chosen ?? PUBLISH_TOOLS[0]}
        onSelectionChange={key => store(String(key))}
      >
        <TabList aria-label={t('publish.tools')}>
          {PUBLISH_TOOLS.map(tool => (
            <Tab key={tool} id={tool}>
              {t(`publish.${tool}`)}
            </Tab>
          ))}
        </TabList>
        {PUBLISH_TOOLS.map(tool => (
          <TabPanel key={tool} id={tool} className={styles.step}>
            <CodeBlock
              code={toPublishStep(tool, { entityRef })}
              label={t('publish.copy')}
              confirmation={t('publish.copied')}
            />
            <Text as="p" variant="body-small" color="secondary">
              {t(`publish.signIn.${tool}`)} {t('publish.role')}{' '}
              {t('publish.placeholders')}
            </Text>
          </TabPanel>
        ))}
      </Tabs>
    </div>
  );
}
