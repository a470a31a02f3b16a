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

import { Button, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Why } from '../../diagnosis';
import { azureBlobTranslationRef } from '../../translation';
import styles from './FolderView.module.css';

/** Props of {@link EmptyFolder}. */
export interface EmptyFolderProps {
  entityRef: string;
  location: string;
  filter: string;
  onClearFilter(): void;
}

/** Says why there are no rows: nothing is stored here, or nothing fits. */
export function EmptyFolder(props: EmptyFolderProps) {
  const { entityRef, location, filter, onClearFilter } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const text = filter.trim();
  return (
    <div className={styles.empty}>
      <Text as="p" style={{ margin: 0 }}>
        {text ? t('files.folder.noMatch', { text }) : t('files.folder.empty')}
      </Text>
      {text ? (
        <Button size="small" variant="secondary" onPress={onClearFilter}>
          {t('files.folder.clearFilter')}
        </Button>
      ) : (
        <Why entityRef={entityRef} location={location} />
      )}
    </div>
  );
}
