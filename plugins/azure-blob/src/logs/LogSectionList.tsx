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

import { useEffect, useRef, useState } from 'react';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { Button, List, ListRow } from '@backstage/ui';
import { Collection, ListLayout, Virtualizer } from 'react-aria-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobLogSection } from 'backstage-plugin-azure-blob-common';
import { azureBlobTranslationRef } from '../translation';
import { LogSection } from './steps';
import styles from './LogFileList.module.css';

const ROW_SIZE = 36;

/** Props of {@link LogSectionList}. */
export interface LogSectionListProps {
  /** Of the log. */
  name: string;
  sections: AzureBlobLogSection[];
  /** The one that is looked at. */
  section?: AzureBlobLogSection;
  onSection(section: AzureBlobLogSection): void;
}

/**
 * The sections of the log that is open, in a place of their own: the logs to
 * choose from stay where they are.
 */
export function LogSectionList(props: LogSectionListProps) {
  const { name, sections, section, onSection } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [isFolded, setFolded] = useState(false);
  const element = useRef<HTMLDivElement>(null);
  const label = t('logSteps.sections', { name });
  const rows = sections.map(item => ({ id: String(item.line), item }));
  const place = section ? sections.indexOf(section) : -1;

  useEffect(() => {
    const list = element.current?.querySelector('[role="grid"]');
    // What somebody is about to click on stays below the pointer.
    if (
      list &&
      place >= 0 &&
      !element.current?.matches(':hover, :focus-within')
    ) {
      const top = place * ROW_SIZE;
      const lowest = top + ROW_SIZE - list.clientHeight;
      list.scrollTop = Math.min(top, Math.max(lowest, list.scrollTop));
    }
  }, [place, isFolded]);

  return (
    <div className={styles.sections} ref={element}>
      <Button
        variant="tertiary"
        size="small"
        className={styles.toggle}
        iconStart={isFolded ? <RiArrowRightSLine /> : <RiArrowDownSLine />}
        aria-expanded={!isFolded}
        onPress={() => setFolded(!isFolded)}
      >
        <span className={styles.toggleText}>{label}</span>
      </Button>
      {!isFolded && (
        <Virtualizer layout={ListLayout} layoutOptions={{ rowSize: ROW_SIZE }}>
          <List
            aria-label={label}
            className={styles.sectionList}
            style={{ blockSize: rows.length * ROW_SIZE + 8 }}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[]}
            onSelectionChange={keys => {
              const [id] = keys === 'all' ? [] : keys;
              const row = rows.find(candidate => candidate.id === id);
              if (row) {
                onSection(row.item);
              }
            }}
          >
            <Collection items={rows} dependencies={[section]}>
              {({ id, item }) => (
                <ListRow
                  id={id}
                  textValue={item.title || t('logSteps.untitled')}
                  className={styles.row}
                  data-current={item === section || undefined}
                >
                  <LogSection section={item} />
                </ListRow>
              )}
            </Collection>
          </List>
        </Virtualizer>
      )}
    </div>
  );
}
