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
import { TabDialog, useUrlState } from '../../common';
import { NOTHING_OPEN, OtherRunForm, runTitle, useOtherRuns } from '../../runs';
import { azureBlobTranslationRef } from '../../translation';

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
  const others = useOtherRuns(entityRef, location, run);
  const { base } = others;
  return (
    <OtherRunForm
      others={others}
      labels={{
        hint: t('runs.compare.chooseHint'),
        find: t('runs.compare.find'),
        submit: t('runs.compare.submit'),
        cancel: t('runs.compare.cancel'),
      }}
      isReady={base !== undefined}
      onSubmit={() => base !== undefined && onChosen(base)}
    />
  );
}
