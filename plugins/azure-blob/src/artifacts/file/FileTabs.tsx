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

import { ReactNode } from 'react';
import { Button, Tab, TabList, TabPanel, Tabs, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobDetails } from 'backstage-plugin-azure-blob-common';
import { formatAbsoluteTime, useUrlState } from '../../common';
import { FilePreview, FileSource } from '../../preview';
import { Provenance } from '../../provenance';
import { azureBlobTranslationRef } from '../../translation';
import { Downloads } from '../downloads';
import { CopyItems } from '../folder/useCopyItems';
import { FileDetails } from './FileDetails';
import { FileVersions } from './FileVersions';
import styles from './FilePanel.module.css';

const TABS = [
  'preview',
  'source',
  'details',
  'versions',
  'provenance',
] as const;

type TabId = (typeof TABS)[number];

/** Props of {@link FileTabs}. */
export interface FileTabsProps {
  entityRef: string;
  location: string;
  details: AzureBlobDetails;
  version: string | undefined;
  downloads: Downloads;
  copy: CopyItems;
}

/** A file from five sides. */
export function FileTabs(props: FileTabsProps) {
  const { entityRef, location, details, version } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { get, update } = useUrlState();
  const asked = get('tab');
  const chosen = TABS.find(tab => tab === asked) ?? 'preview';
  const shown = { entityRef, location, details, version };
  const isOld = details.versions?.some(
    other => other.version === version && !other.isCurrent,
  );

  const show: Record<TabId, () => ReactNode> = {
    preview: () => <FilePreview {...shown} />,
    source: () => <FileSource {...shown} />,
    details: () => <FileDetails details={details} />,
    versions: () => <FileVersions {...props} />,
    provenance: () => <Provenance {...shown} />,
  };

  return (
    <>
      {isOld && (
        <div role="status" className={styles.old}>
          <Text>
            {t('files.panel.old', {
              when: formatAbsoluteTime(details.lastModified),
            })}
          </Text>
          <Button
            size="small"
            variant="tertiary"
            onPress={() => update({ version: undefined })}
          >
            {t('files.panel.showCurrent')}
          </Button>
        </div>
      )}
      <Tabs
        className={styles.tabs}
        selectedKey={chosen}
        onSelectionChange={key =>
          update(
            { tab: key === 'preview' ? undefined : String(key) },
            { replace: true },
          )
        }
      >
        <TabList aria-label={t('files.panel.tabs')}>
          {TABS.map(tab => (
            <Tab key={tab} id={tab}>
              {t(`files.panel.tab.${tab}`)}
            </Tab>
          ))}
        </TabList>
        {TABS.map(tab => (
          <TabPanel key={tab} id={tab} className={styles.content}>
            {show[tab]()}
          </TabPanel>
        ))}
      </Tabs>
    </>
  );
}
