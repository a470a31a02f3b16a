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

import { useState } from 'react';
import { RiGitPullRequestLine } from '@remixicon/react';
import {
  Button,
  DialogBody,
  DialogFooter,
  DialogHeader,
  DialogTrigger,
  SearchField,
  Text,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobRun } from 'backstage-plugin-azure-blob-common';
import { TabDialog, useUrlState } from '../../common';
import { ProblemLine } from '../../diagnosis';
import {
  NOTHING_OPEN,
  RunList,
  runTitle,
  useRuns,
  useTextFilter,
} from '../../runs';
import { azureBlobTranslationRef } from '../../translation';
import { usePreviousSuccessful } from './usePreviousSuccessful';
import styles from './CompareWith.module.css';

/** Props of {@link CompareWith}. */
export interface CompareWithProps {
  entityRef: string;
  location: string;
  /** The run that another one is compared with. */
  run: AzureBlobRun;
}

/** Asks for a run to compare with, and opens the comparison. */
export function CompareWith(props: CompareWithProps) {
  const { run } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { update } = useUrlState();
  const [isOpen, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button variant="secondary" iconStart={<RiGitPullRequestLine />}>
        {t('runs.compare.choose')}
      </Button>
      <TabDialog width={520}>
        <DialogHeader>
          {t('runs.compare.chooseTitle', { run: runTitle(run) })}
        </DialogHeader>
        <ChooseRun
          {...props}
          onChosen={base => {
            setOpen(false);
            update({ ...NOTHING_OPEN, run: run.id, compare: base });
          }}
        />
      </TabDialog>
    </DialogTrigger>
  );
}

function ChooseRun(props: CompareWithProps & { onChosen(base: string): void }) {
  const { entityRef, location, run, onChosen } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string>();
  const found = useRuns(entityRef, location, useTextFilter(text));
  const previous = usePreviousSuccessful(entityRef, location, run);
  const isOther = ({ id }: AzureBlobRun) => id !== run.id;
  const runs = {
    ...found,
    items: found.items?.filter(isOther),
    before: found.before?.filter(isOther),
  };
  const base = chosen ?? previous ?? runs.items?.[0]?.id;
  return (
    <>
      <DialogBody>
        <div className={styles.body}>
          <Text as="p" color="secondary" style={{ margin: 0 }}>
            {t('runs.compare.chooseHint')}
          </Text>
          <SearchField
            size="small"
            aria-label={t('runs.compare.find')}
            placeholder={t('runs.compare.find')}
            value={text}
            onChange={setText}
          />
          {Boolean(runs.error) && !runs.items && (
            <ProblemLine error={runs.error} isAdviceShown />
          )}
          <RunList
            runs={runs}
            selected={base}
            isFiltered={text !== ''}
            onSelect={setChosen}
          />
        </div>
      </DialogBody>
      <DialogFooter>
        <Button
          variant="primary"
          isDisabled={base === undefined}
          onPress={() => base !== undefined && onChosen(base)}
        >
          {t('runs.compare.submit')}
        </Button>
        <Button variant="secondary" slot="close">
          {t('runs.compare.cancel')}
        </Button>
      </DialogFooter>
    </>
  );
}
