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
import { Button, DialogHeader, DialogTrigger } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobRun } from 'backstage-plugin-azure-blob-common';
import { toVisible } from '../../artifacts/names';
import { TabDialog } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { ChooseLogOfRun } from './ChooseLogOfRun';
import { ChooseOtherLog } from './ChooseOtherLog';

/** Props of {@link CompareLogWith}. */
export interface CompareLogWithProps {
  entityRef: string;
  location: string;
  /** The run of the log, where the location has runs. */
  run?: AzureBlobRun;
  /** The file of each run that is no log, below its folder. */
  manifest?: string;
  /** Of the log, relative to the scope. */
  path: string;
  /** Called with the path of the log to compare it with. */
  onChosen(path: string): void;
}

/** Asks for a log to compare with, of another run where there are runs. */
export function CompareLogWith(props: CompareLogWithProps) {
  const { run, path, onChosen } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [isOpen, setOpen] = useState(false);
  const name = toVisible(run ? path.slice(run.id.length + 1) : path);
  const choose = (base: string) => {
    setOpen(false);
    onChosen(base);
  };
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiGitPullRequestLine />}
      >
        {t('logSteps.compare')}
      </Button>
      <TabDialog width={520}>
        <DialogHeader>{t('logCompare.chooseTitle', { name })}</DialogHeader>
        {run ? (
          <ChooseLogOfRun {...props} run={run} onChosen={choose} />
        ) : (
          <ChooseOtherLog {...props} onChosen={choose} />
        )}
      </TabDialog>
    </DialogTrigger>
  );
}
